import { list, numberKind, type OptionsOf, whole } from "../core/index.js";

/** The condition numbers of the catalogue of notebooks, and one eigenvalue alone; the rate at the best parameters takes a long run. */
export const options = {
  mapped: list([1, 10, 100], "condition numbers of the maps", numberKind({ from: 1 })),
  resolution: whole(40, "learning rates and momenta of a map"),
  mapUpdates: whole(4000, "over which each rate of a map is measured", { from: 2 }),
  kappas: list([2, 10, 100, 1000], "condition numbers of the best rates", numberKind({ above: 1 })),
  updates: whole(20_000, "over which those are measured", { from: 2 }),
  weights: whole(25, "of the chain", { from: 2 }),
  draws: whole(50, "of the noise of gradients", { from: 2 }),
};
export type MomentumOnAQuadricOptions = OptionsOf<typeof options>;

export const quick = { mapped: [10], resolution: 12, mapUpdates: 2000, kappas: [100], updates: 5000, draws: 10 };
