import { Table } from "momenta/figures";
import { isResetPublishedFaster, nameWithForm } from "../common/index.js";
import { effectOf, type ResetOrCarry } from "./result.js";

/** The answer: updates on the joint task in both ways, their ratio, and the test. */
export function jointTask({ options, rows }: ResetOrCarry): Table {
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
      nameWithForm(row),
      isResetPublishedFaster(row.optimizer) ? "reset faster" : "unclear",
      row.reset.mean,
      row.carriedOver.mean,
      row.ratio,
      row.pValue < 1e-4 ? "< 0.0001" : row.pValue.toFixed(4),
      effectOf(row),
    ]),
  );
}

/** What resetting costs or saves on the tasks before the joint one. */
export function tasksBefore({ options, rows }: ResetOrCarry): Table {
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
      nameWithForm(row),
      row.reset.before,
      row.carriedOver.before,
      row.reset.givenUp,
      row.carriedOver.givenUp,
    ]),
  );
}
