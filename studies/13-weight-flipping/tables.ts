import { formatNumber, Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { blownUp } from "./claims.js";
import { bestStepSizes, type Flipping, flipping } from "./measure/constantStepSizes.js";
import type { WeightFlippingResult } from "./result.js";

const name = "mean squared error";

/** Every method with its best setting. */
export function methods(result: WeightFlippingResult): Table {
  const { options, comparison } = result;
  return new Table(
    `${options.updates} updates, ${options.seeds} seeds, settings tuned on ${options.tuningSeeds} others; the oracle has the best constant step sizes`,
    [
      { heading: "method" },
      { heading: "setting" },
      { heading: name, decimals: 3 },
      { heading: "its second half", decimals: 3 },
      { heading: "step size, relevant", decimals: 4 },
      { heading: "irrelevant", decimals: 4 },
      { heading: "seeds that blow up" },
    ],
    comparison.followed.map((one) => [
      one.name,
      Object.entries(one.setting)
        .map(([option, value]) => `${option} ${formatNumber(value)}`)
        .join(", "),
      meanInterval(one.errors),
      meanInterval(one.lateErrors),
      meanInterval(one.relevant),
      meanInterval(one.irrelevant),
      blownUp(one),
    ]),
  );
}

/** What constant step sizes come to in other problems, in the closed form. */
export function problems(_: WeightFlippingResult): Table {
  const cases: Flipping[] = [
    flipping,
    ...[5, 80].map((flipEvery) => ({ ...flipping, flipEvery })),
    ...[5, 100].map((features) => ({ ...flipping, features })),
  ];
  return new Table(
    "Other problems, in the closed form: what one step size for all costs",
    [
      { heading: "inputs" },
      { heading: "relevant" },
      { heading: "a flip every" },
      { heading: "best step size of all", decimals: 3 },
      { heading: "its error", decimals: 2 },
      { heading: "the oracle's", decimals: 3 },
      { heading: "its error", decimals: 2 },
    ],
    cases.map((problem) => {
      const { alike, oracle } = bestStepSizes(problem);
      const { features, relevant, flipEvery } = problem;
      return [features, relevant, flipEvery, alike.stepSize, alike.error, oracle.stepSize, oracle.error];
    }),
  );
}

/** What two changes of the algorithms come to. */
export function variants({ stability, options }: WeightFlippingResult): Table {
  return new Table(
    `Near the border of θ, and two changes; ${options.seeds} other seeds, ${options.updates} updates each`,
    [
      { heading: "method" },
      { heading: "θ or μ" },
      { heading: "bound on the change of ln α" },
      { heading: "seeds that blow up" },
      { heading: `${name} of the others`, decimals: 3 },
      { heading: "step size, relevant", decimals: 3 },
    ],
    stability.map(({ method, setting, diverged, error, relevant }) => [
      method,
      setting.metaRate,
      setting.bound,
      diverged,
      error ?? undefined,
      relevant ?? undefined,
    ]),
  );
}
