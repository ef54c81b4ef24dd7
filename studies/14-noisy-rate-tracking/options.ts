import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(30, "of the comparison", { from: 2 }),
  tuningSeeds: whole(4, "of the grids, others than those of the comparison", { from: 2 }),
  redrawEvery: whole(50_000, "examples from one drift to the next", { multipleOf: 20 }),
  periods: whole(10, "of one drift each", { from: 3 }),
};
export type RateTrackingStudyOptions = OptionsOf<typeof options>;

export const quick = { seeds: 3, tuningSeeds: 2, redrawEvery: 600, periods: 3 };
