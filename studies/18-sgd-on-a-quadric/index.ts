import type { Study } from "../study.js";
import { sgdConditionFigure, sgdIteratesFigure, sgdPolynomialFigure, sgdRateFigure } from "./report.js";
import {
  type SgdOnAQuadric,
  type SgdOnAQuadricOptions,
  sgdOnAQuadric,
  sgdOnAQuadricDefaults,
  sgdOnAQuadricQuick,
} from "./sgdOnAQuadric.js";
import { sgdOnAQuadricChecks, sgdOnAQuadricVerdict } from "./verdict.js";

export type { Polynomial } from "./polynomial.js";
export {
  sgdConditionFigure,
  sgdIteratesFigure,
  sgdOnAQuadricTable,
  sgdPolynomialFigure,
  sgdRateFigure,
} from "./report.js";
export {
  type IteratesOfRate,
  type RatesOfKappa,
  type SgdOnAQuadric,
  type SgdOnAQuadricOptions,
  sgdOnAQuadric,
  sgdOnAQuadricDefaults,
} from "./sgdOnAQuadric.js";

/** Notebook 18. */
export const sgdOnAQuadricStudy: Study<SgdOnAQuadricOptions, SgdOnAQuadric> = {
  name: "18-sgd-on-a-quadric",
  section: "SGD on quadric",
  question: "Do the closed forms of gradient descent on a quadric hold in actual runs?",
  defaults: sgdOnAQuadricDefaults,
  quick: sgdOnAQuadricQuick,
  run: sgdOnAQuadric,
  figures: (result) => [
    {
      name: "18-sgd-on-a-quadric",
      caption:
        "The rate of gradient descent on a quadric of five eigenvalues, measured over the learning rate, and max |1 − αλᵢ|. " +
        "The slowest component decides: the flattest one left of the corner, the steepest one right of it.",
      figure: sgdRateFigure(result),
    },
    {
      name: "18-sgd-on-a-quadric-iterates",
      caption:
        "Iterates of three components with equal shares in the loss at the start, and (1 − αλᵢ)ᵏ drawn through them. With the best " +
        "learning rate the steepest component alternates in sign and shrinks as slowly as the flattest one.",
      figure: sgdIteratesFigure(result),
    },
    {
      name: "18-sgd-on-a-quadric-condition",
      caption:
        "The best rate over the condition number, measured and (κ − 1) / (κ + 1), and the updates that it takes to come ten times nearer: " +
        "proportional to κ.",
      figure: sgdConditionFigure(result),
    },
    {
      name: "18-sgd-on-a-quadric-polynomial",
      caption:
        "A polynomial fitted to noisy observations from weights 0: each component of the weights goes its own way to the solution. " +
        "The slow ones are those that the noise moves most, so that the fit is nearest to the true function long before it has converged.",
      figure: sgdPolynomialFigure(result),
    },
  ],
  verdict: sgdOnAQuadricVerdict,
  checks: sgdOnAQuadricChecks,
};
