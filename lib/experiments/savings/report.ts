import { bars, type Figure, Table } from "../../figures/index.js";
import { countGivenUp } from "../givenUp.js";
import type { Savings, SavingsColumn } from "./savings.js";

/** The answer: published beside ours, a row a column of the notes' table, and whether they agree. */
export function savingsTable({ options, columns }: Savings): Table {
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
      stateInWords(column),
      column.learningRate,
      column.published,
      column.savings,
      verdict(column),
    ]),
  );
}

function verdict({ published: reported, savings: { estimate, lower, upper } }: SavingsColumn): string {
  if (lower === Number.NEGATIVE_INFINITY) return "one run says nothing";
  if (lower <= reported && reported <= upper) return "within our interval";
  if (lower <= 0 && 0 <= upper) return "ours may have either sign";
  return Math.sign(reported) === Math.sign(estimate) ? "same sign, other size" : "other sign";
}

/** What the savings are made of, and how much of their variance the optimizer explains. */
export function savingsDetails({ columns, varianceExplained }: Savings): Table {
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
      stateInWords(column),
      column.learning,
      column.relearning,
      column.savingsOfMeans,
      countGivenUp(column.runs),
    ]),
  );
}

/** Published beside ours as bars. */
export function savingsFigure({ options, columns }: Savings): Figure {
  const [a, b] = options.tasks;
  return bars(
    columns.map((column) => ({
      optimizer: column.optimizer,
      setting: [...(column.stateAtSwitch === null ? [] : [stateInWords(column)]), `lr ${column.learningRate}`],
      hatched: column.stateAtSwitch === "reset",
      ours: column.savings,
      published: column.published,
    })),
    {
      title: `Savings on digits ${a.join(", ")}, relearned after ${b.join(", ")}`,
      value: "savings",
      interval: `ours, mean and 95 % interval of ${options.seeds} runs`,
      plain: "state carried over or none",
      hatched: "state reset",
    },
  );
}

function stateInWords({ stateAtSwitch }: SavingsColumn): string {
  if (stateAtSwitch === null) return "none";
  return stateAtSwitch === "reset" ? "reset" : "carried over";
}
