import type { Study } from "../study.js";
import {
  bananaPathsFigure,
  bananaRatesFigure,
  plateauFigure,
  saddleEscapeFigure,
  sigmoidPathsFigure,
  sigmoidStartsFigure,
} from "./figures.js";
import {
  type FlatRegions,
  type FlatRegionsOptions,
  flatRegions,
  flatRegionsDefaults,
  flatRegionsQuick,
} from "./flatRegions.js";
import { flatRegionsChecks, flatRegionsVerdict } from "./verdict.js";

export type { Banana } from "./banana.js";
export {
  bananaPathsFigure,
  bananaRatesFigure,
  plateauFigure,
  saddleEscapeFigure,
  sigmoidPathsFigure,
  sigmoidStartsFigure,
} from "./figures.js";
export { type FlatRegions, type FlatRegionsOptions, flatRegions, flatRegionsDefaults } from "./flatRegions.js";
export type { Fit, FitRates, Fitting, Plateau } from "./plateaus.js";
export type { Saddles } from "./saddles.js";
export { flatRegionsTable } from "./verdict.js";

/** Notebook 17. */
export const flatRegionsStudy: Study<FlatRegionsOptions, FlatRegions> = {
  name: "17-flat-regions-and-oscillation",
  section: "SGD drawbacks: can get stuck on flat regions",
  question: "Where does gradient descent get stuck, when does it oscillate, and what do momentum and noise change?",
  defaults: flatRegionsDefaults,
  quick: flatRegionsQuick,
  run: flatRegions,
  figures: (result) => [
    {
      name: "17-flat-regions-and-oscillation",
      caption:
        "Fitting a sigmoid of two parameters from two starts. A small learning rate creeps over the plateaus, a big one is thrown out of the " +
        "picture and does not settle, momentum takes the way of the small one in fewer updates.",
      figure: sigmoidPathsFigure(result),
    },
    {
      name: "17-flat-regions-and-oscillation-starts",
      caption:
        "How many updates the fit takes from each start; dark places are not fitted at all. " +
        "The dark corners are the plateaus where the sigmoid is saturated.",
      figure: sigmoidStartsFigure(result),
    },
    {
      name: "17-flat-regions-and-oscillation-plateau",
      caption:
        "Updates to leave a plateau over the distance from its edge, measured and by the gradient flow: each unit further takes e times as long. " +
        "Right: from how many starts the sigmoid is fitted, over the learning rate; none is right for all of them.",
      figure: plateauFigure(result),
    },
    {
      name: "17-flat-regions-and-oscillation-ravine",
      caption:
        "The slides' three pictures: a small learning rate is slow, a large one jumps from wall to wall, and the small one with momentum " +
        "goes much further along the ravine.",
      figure: bananaPathsFigure(result),
    },
    {
      name: "17-flat-regions-and-oscillation-rates",
      caption:
        "The same over the learning rate: the loss that is reached, and the share of the updates that cross the floor of the ravine. " +
        "Without momentum crossing begins where the learning rate is the inverse of the curvature across, momentum crosses more often and gets further.",
      figure: bananaRatesFigure(result),
    },
    {
      name: "17-flat-regions-and-oscillation-saddle",
      caption:
        "How long runs stay at a saddle, over the noise of their gradients: the logarithm of 1 / noise. " +
        "Without noise, or with noise that has no share across, they stay for ever.",
      figure: saddleEscapeFigure(result),
    },
  ],
  verdict: flatRegionsVerdict,
  checks: flatRegionsChecks,
};
