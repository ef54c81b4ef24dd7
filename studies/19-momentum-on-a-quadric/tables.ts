import { Table } from "momenta/figures";
import { updatesForATenth } from "../common/index.js";
import { bestForms } from "./measure/closedForms.js";
import type { MomentumOnAQuadric } from "./result.js";

/** The best rates, published and measured. */
export function bestRates({ best }: MomentumOnAQuadric): Table {
  return new Table(
    "Best rates, and updates for a tenth of the distance",
    [
      { heading: "κ" },
      { heading: "published: (√κ − 1) / (√κ + 1)", decimals: 5 },
      { heading: "ours: SGD + momentum", decimals: 5 },
      { heading: "Nesterov", decimals: 5 },
      { heading: "SGD", decimals: 5 },
      { heading: "updates, SGD + momentum", decimals: 1 },
      { heading: "Nesterov, updates", decimals: 1 },
      { heading: "SGD, updates", decimals: 1 },
    ],
    best.map(({ kappa, sgd, momentum, nesterov }) => {
      const rates = [momentum, nesterov, sgd];
      return [kappa, bestForms.momentum(kappa).rate, ...rates, ...rates.map(updatesForATenth)];
    }),
  );
}
