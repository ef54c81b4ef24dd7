import type { Study } from "../study.js";
import { resetOrCarryFigure } from "./report.js";
import {
  type ResetOrCarry,
  type ResetOrCarryOptions,
  resetOrCarry,
  resetOrCarryDefaults,
  resetOrCarryQuick,
} from "./resetOrCarry.js";
import { resetOrCarryChecks, resetOrCarryVerdict } from "./verdict.js";

export { resetOrCarryFigure, resetOrCarryTable, tasksBeforeTable } from "./report.js";
export {
  type ResetOrCarry,
  type ResetOrCarryOptions,
  type ResetOrCarryRow,
  resetOrCarry,
  resetOrCarryDefaults,
  type WayOfState,
} from "./resetOrCarry.js";

/** Notebook 02. */
export const resetOrCarryStudy: Study<ResetOrCarryOptions, ResetOrCarry> = {
  name: "02-reset-vs-no-reset",
  section: "About the state of the optimizer",
  question: "Is the joint task learned faster where the optimizer's state is reset at each task?",
  defaults: resetOrCarryDefaults,
  quick: resetOrCarryQuick,
  run: resetOrCarry,
  figures: (result) => [
    {
      name: "02-reset-vs-no-reset",
      caption:
        "Updates to learn all ten digits jointly after five tasks of two digits, the optimizer's state reset at each task (filled) " +
        "against carried over (hollow), means with 95 % intervals. A thin line joins the two runs of a seed; where it rises to the right, resetting is faster.",
      figure: resetOrCarryFigure(result),
    },
  ],
  verdict: resetOrCarryVerdict,
  checks: resetOrCarryChecks,
};
