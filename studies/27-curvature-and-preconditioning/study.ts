import type { Check, Study, Verdict } from "../study.js";
import { curvatureClaims, expectedEscape, methodOf, momentumPays } from "./claims.js";
import {
  type CurvatureAndPreconditioning,
  type CurvatureAndPreconditioningOptions,
  curvatureAndPreconditioning,
  curvatureAndPreconditioningDefaults,
  curvatureAndPreconditioningQuick,
} from "./curvatureAndPreconditioning.js";
import {
  bowlsFigure,
  cliffFigure,
  flatFigure,
  momentumFigure,
  normalizationFigure,
  preconditioningFigure,
} from "./figures.js";
import type { FlatPlace } from "./stuck.js";

/** Notebook 27. */
export const curvatureAndPreconditioningStudy: Study<CurvatureAndPreconditioningOptions, CurvatureAndPreconditioning> =
  {
    name: "27-curvature-and-preconditioning",
    section: "Challenges: differential curvature, steep cliffs; preconditioning",
    question: "Where does gradient descent fail, and do normalized inputs, momentum and preconditioning help?",
    defaults: curvatureAndPreconditioningDefaults,
    quick: curvatureAndPreconditioningQuick,
    run: curvatureAndPreconditioning,
    figures: (result) => [
      {
        name: "27-curvature-and-preconditioning",
        caption:
          "Gradient descent in the basin x² + y² and in the ravine x² + 5y², at three learning rates, each from a start of its own. " +
          "In the basin every step points to the minimum; in the ravine it zigzags above γ = 1/10 only.",
        figure: bowlsFigure(result),
      },
      {
        name: "27-curvature-and-preconditioning-normalization",
        caption:
          "The curvature of all directions, the steepest first, with raw, standardized and whitened inputs: least squares and the " +
          "hidden layer of networks (mean and 95 % interval). Whitening makes least squares round, and not the hidden layer.",
        figure: normalizationFigure(result),
      },
      {
        name: "27-curvature-and-preconditioning-flat",
        caption:
          "The gradient on saddles and on a plateau, until they are left. Momentum as the source prints it, an average, leaves the " +
          "plateau no sooner than gradient descent; the heavy ball does.",
        figure: flatFigure(result),
      },
      {
        name: "27-curvature-and-preconditioning-momentum",
        caption:
          "Updates to a thousandth of the distance against the condition number. Momentum is the slower one in short ravines, and " +
          "the faster one in long ones.",
        figure: momentumFigure(result),
      },
      {
        name: "27-curvature-and-preconditioning-cliff",
        caption:
          "Gradient descent meets a cliff: the gradient explodes, and one step throws the weights out of the picture. Clipped to a " +
          "norm of 0.1 they stay, and end in the valley.",
        figure: cliffFigure(result),
      },
      {
        name: "27-curvature-and-preconditioning-example",
        caption:
          "The source's example in its own coordinates and in those that its Hessian makes round. Preconditioned with the Hessian, " +
          "one step leads to the minimum; the first step of AdaGrad is the gradient's.",
        figure: preconditioningFigure(result),
      },
    ],
    verdict: curvatureVerdict,
    checks: curvatureChecks,
  };

function curvatureVerdict(result: CurvatureAndPreconditioning): Verdict {
  const claims = curvatureClaims(result);
  const held = claims.filter(({ holds }) => holds).length;
  const { example, normalized } = result;
  return {
    answer: held === claims.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published: "gradient (10, 10), preconditioned (1, 10); what first-order methods meet, in words",
    ours:
      `(${example.gradient.join(", ")}) and (${example.preconditioned.join(", ")}); ${held} of ${claims.length} statements hold as they stand, ` +
      `the others under a condition; κ of least squares on digits: ${normalized.map(({ conditionNumber, preparation }) => `${Number(conditionNumber.toPrecision(3))} ${preparation}`).join(", ")}`,
  };
}

function curvatureChecks(result: CurvatureAndPreconditioning): Check[] {
  const { bowls, flat, cliff, example, normalized, ravines, options } = result;
  const [basin, ravine] = bowls as [(typeof bowls)[number], (typeof bowls)[number]];
  const [beside, , , plateau] = flat as [FlatPlace, FlatPlace, FlatPlace, FlatPlace];
  const newton = methodOf(result, "Newton");
  const [, standardized, whitened] = normalized as [
    (typeof normalized)[number],
    (typeof normalized)[number],
    (typeof normalized)[number],
  ];
  const escaped = beside.methods.plain.leaves;
  const { plain, average, heavyBall } = plateau.methods;
  const border = momentumPays(options.beta);
  return [
    {
      claim: `at (1, 10) the gradient is (${example.gradient.join(", ")}) and the preconditioned one (${example.preconditioned.join(", ")})`,
      holds: example.gradient.join() === "10,10" && example.preconditioned.join() === "1,10",
    },
    {
      claim: `preconditioned with the Hessian, the minimum is met after ${newton.updates} update, turned by 45° after ${newton.turned}`,
      holds: newton.updates === 1 && newton.turned === 1,
    },
    {
      claim: "in the basin every step points to the minimum, to 0.01°",
      holds: basin.descents.every(({ astray }) => astray < 0.01),
    },
    {
      claim: "the ravine is crossed where γ > 1/10, at every update, and nowhere else",
      holds: ravine.descents.every(({ learningRate, crossings }) => crossings === (learningRate > 0.1 ? 30 : 0)),
    },
    {
      claim: `gradient descent leaves the saddle after ${escaped} updates, ln(1.5 / .001) / ln(1 + 2γ) = ${expectedEscape(beside).toFixed(1)}`,
      holds: escaped === Math.ceil(expectedEscape(beside)),
    },
    {
      claim: `least squares: κ ${standardized.conditionNumber} with standardized inputs, ${whitened.conditionNumber} with whitened ones`,
      holds: standardized.conditionNumber > 10 && Math.abs(whitened.conditionNumber - 1) < 1e-3,
    },
    {
      claim: `the plateau is left after ${plain.leaves} updates, ${average.leaves} with momentum as printed, ${heavyBall.leaves} with the heavy ball`,
      holds:
        (average.leaves ?? Infinity) >= (plain.leaves ?? Infinity) &&
        (heavyBall.leaves ?? Infinity) < (plain.leaves ?? Infinity),
    },
    {
      claim: `momentum at its best is the faster one from a κ on; (1 + √β) / (1 − √β) = ${border.toFixed(0)}`,
      holds: ravines.every(
        ({ conditionNumber, plain: alone, best }) =>
          Math.abs(Math.log(conditionNumber / border)) < Math.log(2) ||
          conditionNumber > border === (best.updates ?? Infinity) < (alone.updates ?? Infinity),
      ),
    },
    {
      claim: `at the cliff one step is ${cliff.plain.longest.length} long, clipped ${cliff.clipped.longest.length}`,
      holds: cliff.plain.longest.length > 10 && cliff.clipped.longest.length <= options.threshold * 1.001,
    },
  ];
}
