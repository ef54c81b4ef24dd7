import {
  type SecondTask,
  type SecondTaskOptions,
  secondTaskDefaults,
  secondTaskQuick,
} from "../common/secondTask/index.js";
import type { Study } from "../study.js";
import { firstMomentFigures } from "./figures.js";
import { firstMoment } from "./study.js";
import { firstMomentChecks, firstMomentVerdict } from "./verdict.js";

export { adamControlsFigure, firstMomentFigure, sgdAgainstAdamFigure } from "./figures.js";
export { firstMoment } from "./study.js";
export { firstMomentDifferences, firstMomentDurations, firstMomentTable } from "./tables.js";

/** Notebook 07. */
export const firstMomentStudy: Study<SecondTaskOptions, SecondTask> = {
  name: "07-first-moment",
  section: "Adding 1st moment",
  question: "Does Adam's first moment keep its updates going, and does that make it slower than SGD?",
  defaults: secondTaskDefaults,
  quick: secondTaskQuick,
  run: firstMoment,
  figures: firstMomentFigures,
  verdict: firstMomentVerdict,
  checks: firstMomentChecks,
};
