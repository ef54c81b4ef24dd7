import {
  type SecondTask,
  type SecondTaskOptions,
  secondTaskDefaults,
  secondTaskQuick,
} from "../common/secondTask/index.js";
import type { Study } from "../study.js";
import { slowStartFigures } from "./figures.js";
import { momentumSlowStart } from "./study.js";
import { slowStartChecks, slowStartVerdict } from "./verdict.js";

export { slowStartFigure, slowStartZoomFigure } from "./figures.js";
export { momentumSlowStart } from "./study.js";
export { slowStartLosses, slowStartTable, slowStartUpdates } from "./tables.js";

/** Notebook 04. */
export const momentumSlowStartStudy: Study<SecondTaskOptions, SecondTask> = {
  name: "04-momentum-slow-start",
  section: "Optimization without state: SGD; SGD with momentum (not reset between tasks)",
  question: "Does momentum carried over from the first task slow down the start of the second?",
  defaults: secondTaskDefaults,
  quick: secondTaskQuick,
  run: momentumSlowStart,
  figures: slowStartFigures,
  verdict: slowStartVerdict,
  checks: slowStartChecks,
};
