import { Table } from "momenta/figures";
import type { MomentumAndAdaptiveRates } from "./result.js";

/** How far each weight moves while it trains, by method, and how much the rates differ. */
export function movement({ rates, sizes, options }: MomentumAndAdaptiveRates): Table {
  return new Table(
    `Total movement of each weight in ${options.updates} updates, and the largest rate divided by the smallest where the ` +
      `inputs lie along the axes and where they are rotated`,
    [
      { heading: "√E[g²]" },
      ...sizes.straight.map((size) => ({ heading: String(size), decimals: 3 })),
      { heading: "rates, axes", decimals: 1 },
      { heading: "rates, rotated", decimals: 1 },
    ],
    rates.map(({ optimizer, movement: moved, spread }) => [optimizer, ...moved, spread.straight, spread.rotated]),
  );
}
