import { number, type OptionsOf, positive, whole } from "../core/index.js";

/** C is “large” in the source and not named; α = .5 is the paper's. */
export const options = {
  slope: number(10, "C of the source's sequence", { above: 2 }),
  rate: positive(0.01, "γ where it is constant"),
  shrinkingRate: positive(0.5, "γ of the first update where it is γ / √t"),
  updates: whole(300_000, "of the source's sequence", { multipleOf: 750 }),
  paperUpdates: whole(1_000_000, "of the paper's own problem", { multipleOf: 200 }),
  seeds: whole(20, "of its stochastic version", { from: 2 }),
  mapUpdates: whole(12_288, "of every cell of the map", { multipleOf: 3072 }),
};
export type AmsgradOptions = OptionsOf<typeof options>;

export const quick = { updates: 30_000, paperUpdates: 100_000, seeds: 3, mapUpdates: 6144 };
