import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(16, "of the comparison", { from: 2 }),
  tuningSeeds: whole(2, "of the grids, others than those of the comparison", { from: 2 }),
  tasks: whole(16, "permutations of the pixels, one after the other", { multipleOf: 4 }),
  digits: whole(2000, "of each task, each seen once", { multipleOf: 10 }),
  hidden: whole(50, "units of the hidden layer"),
};
export type DeepIdbdOptions = OptionsOf<typeof options>;

export const quick = { seeds: 2, tuningSeeds: 2, tasks: 4, digits: 20, hidden: 8 };
