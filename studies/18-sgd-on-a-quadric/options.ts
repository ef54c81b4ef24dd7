import { list, numberKind, type OptionsOf, whole } from "../core/index.js";

/** The condition numbers of the catalogue of notebooks. */
export const options = {
  kappas: list([2, 10, 100, 1000], "condition numbers", numberKind({ above: 1 })),
  eigenvalues: whole(5, "dimensions of those quadrics", { from: 2 }),
  learningRates: whole(44, "from 0 to 2.2 / λₙ"),
  updates: whole(4000, "over which a rate is measured", { from: 2 }),
  followed: whole(100, "updates for which the iterates are followed"),
  fitted: whole(1500, "updates of the fit of a polynomial"),
  draws: whole(50, "of the noise in its observations", { from: 2 }),
};
export type SgdOnAQuadricOptions = OptionsOf<typeof options>;

export const quick = { kappas: [2, 100], learningRates: 11, updates: 1000, followed: 40, fitted: 200, draws: 20 };
