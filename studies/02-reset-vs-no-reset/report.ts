import { type Figure, pairs, Table } from "momenta/figures";
import type { ResetOrCarry, ResetOrCarryRow } from "./resetOrCarry.js";

/** Whether the notes have resetting faster with an optimizer: with all but Adadelta. */
export function publishedFaster({ optimizer }: { readonly optimizer: string }): boolean {
  return optimizer !== "Adadelta";
}

/** What a row says: beyond the level of 5 % after Holm's adjustment or not at all. */
export function outcomeOf({ difference, pValue }: ResetOrCarryRow): "faster" | "slower" | "no difference" {
  if (!(pValue < 0.05)) return "no difference";
  return difference.estimate < 0 ? "faster" : "slower";
}

/** The answer: updates on the joint task in both ways, their ratio, and the test. */
export function resetOrCarryTable({ options, rows }: ResetOrCarry): Table {
  return new Table(
    `Updates on the joint task after ${options.tasks.length} tasks, mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "optimizer" },
      { heading: "published" },
      { heading: "reset", decimals: 1 },
      { heading: "carried over", decimals: 1 },
      { heading: "reset / carried over" },
      { heading: "p, adjusted" },
      { heading: "with a reset" },
    ],
    rows.map((row) => [
      nameOf(row),
      publishedFaster(row) ? "reset faster" : "unclear",
      row.reset.mean,
      row.carriedOver.mean,
      row.ratio,
      row.pValue < 1e-4 ? "< 0.0001" : row.pValue.toFixed(4),
      outcomeOf(row),
    ]),
  );
}

/** What resetting costs or saves on the tasks before the joint one. */
export function tasksBeforeTable({ options, rows }: ResetOrCarry): Table {
  return new Table(
    `Updates on the ${options.tasks.length} tasks before the joint one, together`,
    [
      { heading: "optimizer" },
      { heading: "reset", decimals: 1 },
      { heading: "carried over", decimals: 1 },
      { heading: "runs given up, reset" },
      { heading: "carried over" },
    ],
    rows.map((row) => [
      nameOf(row),
      row.reset.before,
      row.carriedOver.before,
      row.reset.givenUp,
      row.carriedOver.givenUp,
    ]),
  );
}

/** The runs of each optimizer as pairs. */
export function resetOrCarryFigure({ options, rows }: ResetOrCarry): Figure {
  return pairs(
    rows.map((row) => ({
      optimizer: row.optimizer,
      setting: row.form === "usual" ? "usual form" : "",
      values: [row.reset.updates, row.carriedOver.updates],
      means: [row.reset.mean, row.carriedOver.mean],
      note: `ratio ${row.ratio.estimate.toFixed(2)}`,
    })),
    {
      title: `Updates on the joint task after ${options.tasks.length} tasks`,
      value: "updates to criterion (log scale)",
      ways: ["state reset", "state carried over"],
      interval: `mean and 95 % interval of ${options.seeds} runs`,
    },
  );
}

/** An optimizer's name, with its form where it is not the notes'. */
export function nameOf({
  optimizer,
  form,
}: {
  readonly optimizer: string;
  readonly form: "printed" | "usual";
}): string {
  return form === "usual" ? `${optimizer}, usual form` : optimizer;
}
