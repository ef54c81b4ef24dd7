import type { Study } from "../study.js";
import {
  type OptimizerSpeed,
  type OptimizerSpeedOptions,
  optimizerSpeed,
  optimizerSpeedDefaults,
  optimizerSpeedQuick,
} from "./optimizerSpeed.js";
import { ratesFigure, speedChecks, speedFigure, speedVerdict } from "./report.js";

export {
  type MethodSpeed,
  type OptimizerSpeed,
  type OptimizerSpeedOptions,
  optimizerSpeed,
  optimizerSpeedDefaults,
  type RateSpeed,
} from "./optimizerSpeed.js";
export { ratesFigure, speedDifferences, speedFigure, speedTable } from "./report.js";

/** Notebook 05. */
export const optimizerSpeedStudy: Study<OptimizerSpeedOptions, OptimizerSpeed> = {
  name: "05-optimizer-speed",
  section: "Behavior of the first and second moments (with resets)",
  question: "Which optimizer learns the second task in the fewest updates?",
  defaults: optimizerSpeedDefaults,
  quick: optimizerSpeedQuick,
  run: optimizerSpeed,
  figures: (result) => [
    {
      name: "05-optimizer-speed",
      caption:
        "Updates to converge on the second task, methods from top to bottom in the published order, slowest first, state reset. " +
        "If ours agreed, each kind of dot would move to the left from row to row.",
      figure: speedFigure(result),
    },
    {
      name: "05-optimizer-speed-rates",
      caption:
        "Updates on the second task over the learning rate, mean and 95 % interval; the published rates are framed, of Adadelta that of its paper. " +
        "The order of the methods depends on which rate each is given.",
      figure: ratesFigure(result),
    },
  ],
  verdict: speedVerdict,
  checks: speedChecks,
};
