import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  clusterRuns: whole(50, "runs of K-means with each rate and minibatch size", { from: 5 }),
  sampleSets: whole(500, "samples of each size from the curve", { from: 50 }),
  seeds: whole(1000, "runs of each rate on the convex losses, half of them for tuning", { multipleOf: 2, from: 10 }),
  updates: whole(8192, "of the longest of these", { multipleOf: 1024 }),
  regressionRuns: whole(20, "runs of the regression whose loss is measured", { from: 3 }),
};
export type GradientVarianceOptions = OptionsOf<typeof options>;

export const quick = { clusterRuns: 5, sampleSets: 100, seeds: 20, updates: 1024, regressionRuns: 4 };
