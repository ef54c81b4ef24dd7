import { bars, type Figure, formatPValue, Table } from "momenta/figures";
import { pairedTTest } from "momenta/statistics";
import { countGivenUp } from "../common/givenUp.js";
import { type Savings, type SavingsColumn, savingsOfRun } from "./savings.js";

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

/** What a reset changes in the savings of an optimizer with a state, paired by seed; empty where there is one seed. */
export function savingsResets({ options, columns }: Savings): Table {
  const of = (name: string, state: "reset" | "carry over") =>
    columns.find(({ optimizer, stateAtSwitch }) => optimizer === name && stateAtSwitch === state) as SavingsColumn;
  const withState = columns.filter(({ stateAtSwitch }) => stateAtSwitch === "reset").map(({ optimizer }) => optimizer);
  return new Table(
    "Savings with the state reset, less those with the state carried over, paired by seed",
    [{ heading: "optimizer" }, { heading: "published", decimals: 2 }, { heading: "ours" }, { heading: "p" }],
    (options.seeds < 2 ? [] : withState).map((optimizer) => {
      const [reset, carriedOver] = [of(optimizer, "reset"), of(optimizer, "carry over")];
      const { difference, pValue } = pairedTTest(reset.runs.map(savingsOfRun), carriedOver.runs.map(savingsOfRun));
      return [optimizer, reset.published - carriedOver.published, difference, formatPValue(pValue)];
    }),
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
