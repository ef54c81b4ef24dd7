import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(10, "of all runs", { from: 2 }),
  updates: whole(400, "of each run on 14 × 14 digits", { multipleOf: 20 }),
  depthSeeds: whole(8, "of the deep networks, others than those of their learning rates", { from: 2 }),
  depthUpdates: whole(200, "of the deep networks"),
};
export type TrainingProcedureOptions = OptionsOf<typeof options>;

export const quick = { seeds: 2, updates: 20, depthSeeds: 2, depthUpdates: 4 };
