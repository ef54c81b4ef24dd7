import { Table } from "momenta/figures";
import { bestDescent, updatesForATenth } from "../common/index.js";
import type { SgdOnAQuadric } from "./result.js";

/** The source's formulas beside what was measured. */
export function rates({ kappas }: SgdOnAQuadric): Table {
  return new Table(
    "Gradient descent with the learning rate 2 / (λ₁ + λₙ)",
    [
      { heading: "κ" },
      { heading: "published: (κ − 1) / (κ + 1)", decimals: 5 },
      { heading: "ours: measured rate", decimals: 5 },
      { heading: "best of the other learning rates", decimals: 5 },
      { heading: "updates for a tenth, published", decimals: 1 },
      { heading: "ours", decimals: 1 },
    ],
    kappas.map(({ kappa, best, rates }) => {
      const { rate } = bestDescent(kappa);
      return [kappa, rate, best, Math.min(...rates), updatesForATenth(rate), updatesForATenth(best)];
    }),
  );
}
