import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(20, "groups of draws, problems, or runs: what intervals are taken over", { from: 2 }),
  draws: whole(100, "means of N samples in a group", { from: 2 }),
  digits: whole(2000, "MNIST digits that a gradient is estimated from", { from: 100 }),
  criterionUpdates: whole(3000, "of logistic regression on finite and on fresh data", { multipleOf: 60 }),
  repetitions: whole(64, "runs in a group on the quadric", { from: 2 }),
  rounds: whole(60, "times that a gradient is timed with each batch size", { from: 4 }),
  networkUpdates: whole(1500, "of a network on all of 500 digits; with smaller batches more", { multipleOf: 50 }),
  networkSeeds: whole(10, "runs of the network with each batch size and learning rate", { from: 2 }),
};
export type EstimatingOptions = OptionsOf<typeof options>;

export const quick = {
  seeds: 4,
  draws: 20,
  digits: 500,
  criterionUpdates: 300,
  repetitions: 4,
  rounds: 4,
  networkUpdates: 50,
  networkSeeds: 2,
};
