import type { Study } from "../study.js";
import {
  type AmsgradConvergence,
  type AmsgradConvergenceOptions,
  amsgradConvergence,
  amsgradConvergenceDefaults,
  amsgradConvergenceQuick,
} from "./convergence.js";
import { amsgradMapFigure, amsgradPaperFigure, amsgradPathsFigure, amsgradRegretFigure } from "./figures.js";
import { amsgradChecks, amsgradVerdict } from "./verdict.js";

export {
  type AmsgradArm,
  type AmsgradConvergence,
  type AmsgradConvergenceOptions,
  type AmsgradPaperProblem,
  type AmsgradPlayed,
  type AmsgradRate,
  amsgradConvergence,
  amsgradConvergenceDefaults,
} from "./convergence.js";
export { amsgradMapFigure, amsgradPaperFigure, amsgradPathsFigure, amsgradRegretFigure } from "./figures.js";
export type { AmsgradEnds, AmsgradEndsMap } from "./map.js";
export type { AmsgradMethod } from "./methods.js";
export { amsgradRunsTable, amsgradTable } from "./tables.js";

/** Notebook 29. */
export const amsgradStudy: Study<AmsgradConvergenceOptions, AmsgradConvergence> = {
  name: "29-amsgrad",
  section: "Adam: the convergence; AMSGrad",
  question: "Does Adam drift to the worst point where large gradients are rare, and does AMSGrad not?",
  defaults: amsgradConvergenceDefaults,
  quick: amsgradConvergenceQuick,
  run: amsgradConvergence,
  figures: (result) => [
    {
      name: "29-amsgrad",
      caption:
        "Adam and AMSGrad where every third gradient is large and positive and the others are −1. With the decay rates of the " +
        "proof Adam goes to +1, the worst point; with the usual ones both go to −1, the best.",
      figure: amsgradPathsFigure(result),
    },
    {
      name: "29-amsgrad-regret",
      caption:
        "The mean regret of the same runs, with a constant learning rate and with one that falls as 1/√t. It vanishes for " +
        "AMSGrad where the rate falls, and stays at the closed form where it is constant.",
      figure: amsgradRegretFigure(result),
    },
    {
      name: "29-amsgrad-map",
      caption:
        "Where they end, by the decay rate of the second moment and the large gradient C; the line is where the drift in the " +
        "closed form is zero. Adam fails left of the line, or above it where C is as rare as it is large.",
      figure: amsgradMapFigure(result),
    },
    {
      name: "29-amsgrad-paper",
      caption:
        "The problem of the paper, online and stochastic, with means and 95 % intervals over seeds. Adam goes to +1, AMSGrad to " +
        "−1, slowly where gradients are random.",
      figure: amsgradPaperFigure(result),
    },
  ],
  verdict: amsgradVerdict,
  checks: amsgradChecks,
};
