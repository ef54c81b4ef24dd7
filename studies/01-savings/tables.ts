import { formatPValue, Table } from "momenta/figures";
import { countGivenUp, stateInWords } from "../common/index.js";
import type { SavingsColumn } from "./measure/columns.js";
import { resetEffects, type Savings } from "./result.js";

/** The answer: published beside ours, a row for each column of the notes' table, and whether they agree. */
export function columns({ options, columns }: Savings): Table {
  const [a, b] = options.tasks;
  return new Table(
    `Savings on [${a}] after [${b}], mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "lr" },
      { heading: "published", decimals: 2 },
      { heading: "ours" },
      { heading: "published against ours" },
    ],
    columns.map((column) => [
      column.optimizer,
      stateInWords(column.stateAtSwitch),
      column.learningRate,
      column.published,
      column.savings,
      comparison(column),
    ]),
  );
}

function comparison({ published, savings: { estimate, lower, upper } }: SavingsColumn): string {
  if (lower === Number.NEGATIVE_INFINITY) return "one run says nothing";
  if (lower <= published && published <= upper) return "within our interval";
  if (lower <= 0 && 0 <= upper) return "ours may have either sign";
  return Math.sign(published) === Math.sign(estimate) ? "same sign, other size" : "other sign";
}

/** What the savings are made of, and how much of their variance the optimizer explains. */
export function updates({ columns, varianceExplained }: Savings): Table {
  return new Table(
    `Updates to criterion. The column explains ${Math.round(100 * varianceExplained)} % of the variance of the savings of single runs.`,
    [
      { heading: "optimizer" },
      { heading: "state" },
      { heading: "to learn", decimals: 1 },
      { heading: "to relearn", decimals: 1 },
      { heading: "savings of the means" },
      { heading: "runs given up" },
    ],
    columns.map((column) => [
      column.optimizer,
      stateInWords(column.stateAtSwitch),
      column.learning,
      column.relearning,
      column.savingsOfMeans,
      countGivenUp(column.runs),
    ]),
  );
}

/** What a reset changes in the savings of an optimizer with a state; empty where there is one seed. */
export function resets(result: Savings): Table {
  return new Table(
    "Savings with the state reset, less those with the state carried over, paired by seed",
    [{ heading: "optimizer" }, { heading: "published", decimals: 2 }, { heading: "ours" }, { heading: "p" }],
    resetEffects(result).map(({ optimizer, published, difference, pValue }) => [
      optimizer,
      published,
      difference,
      formatPValue(pValue),
    ]),
  );
}
