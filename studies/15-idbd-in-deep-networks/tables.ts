import { formatNumber, Table } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { accuracyOf, ahead, effects } from "./claims.js";
import type { DeepIdbdResult } from "./result.js";

const inPercent = ({ estimate, lower, upper }: Interval): Interval => ({
  estimate: 100 * estimate,
  lower: 100 * lower,
  upper: 100 * upper,
});

/** Every method with its best setting. */
export function methods(result: DeepIdbdResult): Table {
  const { options, comparison } = result;
  return new Table(
    `${options.tasks} tasks of ${options.digits} digits, ${options.seeds} seeds, settings tuned on ${options.tuningSeeds} others; online accuracy in %`,
    [
      { heading: "method" },
      { heading: "setting" },
      { heading: "all tasks", decimals: 1 },
      { heading: "first quarter", decimals: 1 },
      { heading: "last quarter", decimals: 1 },
      { heading: "above SGD", decimals: 1 },
    ],
    comparison.map(({ name, setting }) => [
      name,
      Object.entries(setting)
        .map(([option, value]) => `${option} ${formatNumber(value)}`)
        .join(", "),
      ...(["all", "early", "late"] as const).map((span) => inPercent(accuracyOf(result, name, span))),
      name === "SGD" ? 0 : inPercent(ahead(result, name, "SGD")),
    ]),
  );
}

/** What optimization and normalization add, each with and without the other one. */
export function added(result: DeepIdbdResult): Table {
  const { options } = result;
  const rows = Object.entries(effects).flatMap(([what, pairs]) =>
    pairs.map(([name, other]) => [
      what,
      `${name} − ${other}`,
      ...(["all", "early", "late"] as const).map((span) => inPercent(ahead(result, name, other, span))),
    ]),
  );
  return new Table(
    `Differences of the online accuracy, in points, paired over ${options.seeds} seeds`,
    [
      { heading: "what is added" },
      { heading: "difference" },
      { heading: "all tasks", decimals: 1 },
      { heading: "first quarter", decimals: 1 },
      { heading: "last quarter", decimals: 1 },
    ],
    rows,
  );
}

/** What an update takes. */
export function costs({ cost, options }: DeepIdbdResult): Table {
  return new Table(
    `Batches of one, a network of ${options.hidden} hidden units, one core; ratios of times measured in turn, on one machine`,
    [
      { heading: "method" },
      { heading: "numbers remembered for each parameter" },
      { heading: "time of an update / RMSProp's", decimals: 2 },
      { heading: "/ Adam's", decimals: 2 },
    ],
    cost
      .filter(({ name }) => name !== "normalization alone")
      .map(({ name, stateNumbers, overRmsprop, overAdam }) => [name, stateNumbers, overRmsprop, overAdam]),
  );
}
