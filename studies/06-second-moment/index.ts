import {
  type SecondTask,
  type SecondTaskOptions,
  secondTaskDefaults,
  secondTaskQuick,
} from "../common/secondTask/index.js";
import type { Study } from "../study.js";
import { secondMomentFigures } from "./figures.js";
import { secondMoment } from "./study.js";
import { secondMomentChecks, secondMomentVerdict } from "./verdict.js";

export { secondMomentFigure, secondMomentUpdatesFigure } from "./figures.js";
export { secondMoment } from "./study.js";
export { secondMomentLayers, secondMomentTable } from "./tables.js";

/** Notebook 06. */
export const secondMomentStudy: Study<SecondTaskOptions, SecondTask> = {
  name: "06-second-moment",
  section: "Adding 2nd moment",
  question: "Does RMSProp move the second layer more than the output layer, and is its second moment ordered by layer?",
  defaults: secondTaskDefaults,
  quick: secondTaskQuick,
  run: secondMoment,
  figures: secondMomentFigures,
  verdict: secondMomentVerdict,
  checks: secondMomentChecks,
};
