import { type OptionsOf, whole } from "../core/index.js";

export const options = {
  seeds: whole(30, "of the comparison", { from: 2 }),
  tuningSeeds: whole(4, "of the grids, others than those of the comparison", { from: 2 }),
  updates: whole(200_000, "of each run", { multipleOf: 100 }),
};
export type WeightFlippingOptions = OptionsOf<typeof options>;

export const quick = { seeds: 3, tuningSeeds: 2, updates: 2000 };
