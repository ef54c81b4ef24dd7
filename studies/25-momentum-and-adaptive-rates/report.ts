import { Table } from "momenta/figures";
import { claims } from "./claims.js";
import type { MomentumAndAdaptiveRates } from "./momentumAndAdaptiveRates.js";

/** What the slides say beside what came out here. */
export function momentumAndRatesTable(result: MomentumAndAdaptiveRates): Table {
  return new Table(
    `The slides' claims, and ours: mean and 95 % interval of ${result.options.seeds} runs`,
    [{ heading: "the slides" }, { heading: "ours" }, { heading: "holds" }],
    Object.values(claims(result)).map(({ published, ours, holds }) => [published, ours, holds ? "yes" : "no"]),
  );
}

/** How far each weight moves while it trains, by method, and how much the rates differ. */
export function movementTable({ rates, sizes, options }: MomentumAndAdaptiveRates): Table {
  return new Table(
    `Total movement of each weight in ${options.updates} updates, and the largest rate divided by the smallest where the ` +
      `inputs lie along the axes and where they are rotated`,
    [
      { heading: "√E[g²]" },
      ...sizes.straight.map((size) => ({ heading: String(size), decimals: 3 })),
      { heading: "rates, axes", decimals: 1 },
      { heading: "rates, rotated", decimals: 1 },
    ],
    rates.map(({ optimizer, movement, spread }) => [optimizer, ...movement, spread.straight, spread.rotated]),
  );
}
