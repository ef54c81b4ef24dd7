import type { Study } from "../study.js";
import { savingsFigure } from "./report.js";
import { type Savings, type SavingsOptions, savings, savingsDefaults } from "./savings.js";
import { savingsChecks, savingsVerdict } from "./verdict.js";

export { savingsDetails, savingsFigure, savingsResets, savingsTable } from "./report.js";
export { type Savings, type SavingsColumn, type SavingsOptions, savings, savingsDefaults } from "./savings.js";

/** Notebook 01. */
export const savingsStudy: Study<SavingsOptions, Savings> = {
  name: "01-savings",
  section: "Last week results",
  question: "Is a task learned faster the second time?",
  defaults: savingsDefaults,
  quick: { seeds: 3 },
  run: savings,
  figures: (result) => [
    {
      name: "01-savings",
      caption:
        "Savings, 1 − (updates to relearn) / (updates to learn), in the notes' seven columns: ours as bars with 95 % intervals, " +
        "the published values as hollow bars. Above zero the task is learned faster the second time.",
      figure: savingsFigure(result),
    },
  ],
  verdict: savingsVerdict,
  checks: savingsChecks,
};
