import { formatExponential, formatNumber, Table } from "momenta/figures";
import { updatesInWords } from "../common/index.js";
import type { ShownWay } from "./measure/landscapes.js";
import type { VisualizingOptimizers } from "./result.js";

/** The learning rates that the rule gives, what each method does with its own, and the best of the grid. */
export function learningRates({ ways, options, rates }: VisualizingOptimizers): Table {
  const best = ({ best: found }: ShownWay) =>
    found === null ? "never" : `${found.updates} at ${formatNumber(found.learningRate)}`;
  return new Table(
    `The least learning rate with which the steep part is behind after ${options.descent} updates, and how long it takes to ` +
      `value ≤ 0.01 (saddle: |y| ≥ 1) with it, and for good with the best of ${rates.length} rates from ${rates[0]} to ${rates.at(-1)}`,
    [
      { heading: "" },
      { heading: "Beale: rate" },
      { heading: "updates" },
      { heading: "best" },
      { heading: "valley: rate" },
      { heading: "updates" },
      { heading: "best" },
      { heading: "saddle: rate" },
      { heading: "updates" },
      { heading: "best" },
    ],
    ways.beale.map((beale, at) => {
      const [valley, saddle] = [ways.longValley[at] as ShownWay, ways.saddle[at] as ShownWay];
      return [
        beale.optimizer,
        beale.learningRate,
        updatesInWords(beale.arrives),
        best(beale),
        valley.learningRate,
        updatesInWords(valley.arrives),
        best(valley),
        saddle.learningRate,
        updatesInWords(saddle.leaves),
        best(saddle),
      ];
    }),
  );
}

/** Who leaves the saddle and when: by the descent that decides the learning rates, and by where the way begins. */
export function leaving({ saddle, options }: VisualizingOptimizers): Table {
  return new Table(
    `Updates until |y| ≥ 1 on the saddle, from y₀ = 0.001 by the descent that decides the learning rates, and with that of ` +
      `${options.descent} updates by y₀`,
    [
      { heading: "" },
      ...options.descents.map((descent) => ({ heading: `descent ${descent}` })),
      ...options.distances.map((distance) => ({ heading: `y₀ = ${formatExponential(distance)}` })),
      { heading: "y₀ = 0" },
    ],
    saddle.map(({ optimizer, byDescent, byDistance, fromRidge }) => [
      optimizer,
      ...byDescent.map(updatesInWords),
      ...byDistance.map(updatesInWords),
      fromRidge === 0 ? "never" : `|y| up to ${formatExponential(fromRidge, 1)}`,
    ]),
  );
}
