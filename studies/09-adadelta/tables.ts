import { Table } from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import { ADADELTA, type AdadeltaBehaviour, comparisons } from "./result.js";

/** What papers and libraries choose, and what comes of it. */
export function forms({ forms, options }: AdadeltaBehaviour): Table {
  return new Table(
    `Adadelta as others set it: updates, mean and 95 % interval of ${options.seedsOfMap} runs, given up at ${options.maxUpdatesOfMap}`,
    [
      { heading: "whose" },
      { heading: "lr" },
      { heading: "ρ" },
      { heading: "ε" },
      { heading: "second task", decimals: 1 },
      { heading: "joint task", decimals: 1 },
      { heading: "runs given up" },
    ],
    forms.map(({ name, learningRate, decay, epsilon, secondTask, jointTask, givenUp }) => [
      name,
      learningRate,
      decay,
      epsilon,
      meanInterval(secondTask),
      meanInterval(jointTask),
      givenUp,
    ]),
  );
}

/** Adadelta against each other method, data set by data set, state reset. */
export function dataSets(result: AdadeltaBehaviour): Table {
  return new Table(
    "How many more updates the other method takes than Adadelta, paired by seed, state reset",
    [
      { heading: "data set" },
      { heading: "other method" },
      { heading: "other − Adadelta", decimals: 1 },
      { heading: "faster" },
      { heading: "runs given up: Adadelta" },
      { heading: "the other" },
    ],
    comparisons(result).map(({ dataSet, other, difference, givenUp }) => [
      dataSet,
      other,
      difference,
      faster(other, difference),
      ...givenUp,
    ]),
  );
}

function faster(other: string, { lower, upper }: Interval): string {
  if (lower > 0) return ADADELTA;
  return upper < 0 ? other : "undecided";
}
