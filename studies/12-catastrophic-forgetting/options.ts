import { type OptionsOf, pair, whole, wholeKind } from "../core/index.js";

/** The paper's setting; it has 500 runs and tests on all images of both parts, some 2,500 of each two digits. */
export const options = {
  seeds: whole(100, "runs of each optimizer; the paper has 500"),
  variantSeeds: whole(25, "runs of each optimizer in each variant of the protocol; 0: no variants", { from: 0 }),
  maxSteps: whole(2500, "a phase that takes more has failed"),
  testImages: whole(1000, "held-out images of each two digits, in each of two parts"),
  hidden: whole(100, "units of the hidden layer"),
  parts: pair(
    [6, 7],
    "of ten parts of the images, from 0: learned from in phases 1, 2 and in phases 3, 4",
    wholeKind({ from: 0, to: 7 }),
    "number",
  ),
};
export type CatastrophicForgettingOptions = OptionsOf<typeof options>;

export const quick = { seeds: 2, variantSeeds: 0, testImages: 100 };
