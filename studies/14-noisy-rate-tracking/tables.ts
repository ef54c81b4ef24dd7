import { formatNumber, Table } from "momenta/figures";
import { mean, meanInterval } from "momenta/statistics";
import { leastAt } from "../common/index.js";
import { aboveOracle, correlationWithDrift, ratioToBest } from "./claims.js";
import { errorOfStepSize, leastError } from "./measure/closedForm.js";
import type { RateTrackingResult } from "./result.js";

/** Every method with its best setting, and the oracle. */
export function methods(result: RateTrackingResult): Table {
  const { options, comparison } = result;
  const error = (rows: readonly (readonly number[])[]) => meanInterval(rows.map((row) => mean(row)));
  return new Table(
    `${options.periods} drifts for ${options.redrawEvery} examples each, ${options.seeds} seeds, settings tuned on ${options.tuningSeeds} others`,
    [
      { heading: "method" },
      { heading: "setting" },
      { heading: "mean squared error", decimals: 3 },
      { heading: "above the oracle's", decimals: 4 },
      { heading: "its step size / the best one", decimals: 2 },
      { heading: "rank correlation with the drift", decimals: 3 },
    ],
    [
      ...comparison.tracked.map(({ name, setting, errors }) => [
        name,
        Object.entries(setting)
          .map(([option, value]) => `${option} ${formatNumber(value)}`)
          .join(", "),
        error(errors),
        aboveOracle(result, name),
        ratioToBest(result, name),
        name === "SGD" ? 0 : correlationWithDrift(result, name),
      ]),
      ["oracle", "α* of each drift", error(comparison.oracle.errors), 0, 1, 1],
    ],
  );
}

/** What one step size for all drifts costs, in the closed form: drifts evenly from 0 to a largest one. */
export function ranges(_: RateTrackingResult): Table {
  return new Table(
    "Drifts that are uniform from 0 to a largest one, in the closed form",
    [
      { heading: "largest drift" },
      { heading: "best step size of all", decimals: 3 },
      { heading: "its error", decimals: 3 },
      { heading: "the oracle's", decimals: 3 },
    ],
    [0.3, 1, 3, 10].map((largest) => {
      const drifts = Array.from({ length: 400 }, (_, at) => (largest * (at + 0.5)) / 400);
      const over = (value: (drift: number) => number) => mean(drifts.map(value));
      const stepSize = leastAt(0, 1.5, (one) => over((drift) => errorOfStepSize(one, drift)));
      return [largest, stepSize, over((drift) => errorOfStepSize(stepSize, drift)), over(leastError)];
    }),
  );
}
