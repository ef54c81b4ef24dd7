import { formatInterval } from "momenta/figures";
import type { Check, Study, Verdict } from "../study.js";
import {
  dampedDeviation,
  ends,
  evaluationsOf,
  isCheaper,
  leftAfterOne,
  printedAlignment,
  raceOf,
  secondOrderClaims,
} from "./claims.js";
import { costFigure, diagonalFigure, newtonFigure, racesFigure, secantFigure } from "./figures.js";
import {
  type SecondOrder,
  type SecondOrderOptions,
  secondOrder,
  secondOrderDefaults,
  secondOrderQuick,
} from "./secondOrder.js";

/** Notebook 20. */
export const secondOrderStudy: Study<SecondOrderOptions, SecondOrder> = {
  name: "20-second-order",
  section: "Beyond first order methods; BFGS",
  question: "What do Newton's method, its approximations and BFGS do, and do the printed formulas do it?",
  defaults: secondOrderDefaults,
  quick: secondOrderQuick,
  run: secondOrder,
  figures: (result) => [
    {
      name: "20-second-order",
      caption:
        "The height above the lowest point against evaluations of the function with its gradient, geometric mean and 95 % interval " +
        "over the starts; gradient descent and Adam at the best of nine learning rates. Newton's method pays for every product with the Hessian.",
      figure: racesFigure(result),
    },
    {
      name: "20-second-order-newton",
      caption:
        "Newton's method on a quadric: one update leads to the minimum, damped ones follow (1 − α)ᵏ. BFGS has learned the inverse " +
        "Hessian after as many updates as there are dimensions, and a few more with a loose line search.",
      figure: newtonFigure(result),
    },
    {
      name: "20-second-order-cost",
      caption:
        "The processor time of one update against the number of parameters, on the machine that ran this. Where it is long enough to be more " +
        "than overhead, that of Newton's method grows towards M³.",
      figure: costFigure(result),
    },
    {
      name: "20-second-order-diagonal",
      caption:
        "The printed approximation g / √(g² + ε) has steps of one length and ends in an oscillation; averaging makes RMSProp and " +
        "Adam of it. The exact diagonal goes to the minimum.",
      figure: diagonalFigure(result),
    },
    {
      name: "20-second-order-secant",
      caption:
        "The secant method as printed multiplies the slope by the second derivative, and works where that is 1; divided by it, it " +
        "is at the minimum of a parabola after one update.",
      figure: secantFigure(result),
    },
  ],
  verdict: secondOrderVerdict,
  checks: secondOrderChecks,
};

function secondOrderVerdict(result: SecondOrder): Verdict {
  const claims = secondOrderClaims(result).filter(({ isOurs }) => !isOurs);
  const held = claims.filter(({ holds }) => holds).length;
  const [gradient, printed] = printedAlignment(result);
  return {
    answer: held === claims.length ? "agrees" : held === 0 ? "disagrees" : "depends",
    published: "Newton in one step, g / √(g² + ε) as its approximation, secant and BFGS in formulas",
    ours:
      `${held} of ${claims.length} claims hold; Newton leaves ${leftAfterOne(result).toExponential(0)} of the distance after one step; ` +
      `g / √(g² + ε) has a cosine of ${formatInterval(printed.rotated)} to Newton's step where the axes are turned, the gradient ${formatInterval(gradient.rotated)}; ` +
      "the printed secant and BFGS formulas fail, and work mended",
  };
}

function secondOrderChecks(result: SecondOrder): Check[] {
  const { newton, costs, secant, condition, inverse, problems, options } = result;
  const [gradient, printed] = printedAlignment(result);
  const most = options.parameters.at(-1) as number;
  const numbers = (method: string) => costs.find((cost) => cost.method === method)?.points.at(-1)?.numbers;
  const after = inverse.dimension + 3;
  const learned = inverse.usual[after] as number;
  return [
    {
      claim: `Newton is at the minimum of a quadric after one update: ${leftAfterOne(result).toExponential(1)} of the distance is left`,
      holds: leftAfterOne(result) < 1e-4,
    },
    {
      claim: `damped, it follows (1 − α)ᵏ, to ${(100 * dampedDeviation(result)).toPrecision(1)} %`,
      holds: dampedDeviation(result) < 1e-3,
    },
    {
      claim: "where the Hessian is indefinite, it ends on a saddle: Beale, Long valley",
      holds:
        newton.elsewhere
          .filter(({ curvature: [least] }) => least < 0)
          .map(({ landscape }) => landscape)
          .join() === "Beale,Long valley",
    },
    {
      claim: `for ${most} parameters Newton builds ${numbers("Newton")} numbers, BFGS keeps ${numbers("BFGS")}, L-BFGS ${numbers("L-BFGS")}`,
      holds: numbers("Newton") === most ** 2 && numbers("BFGS") === most ** 2 && numbers("L-BFGS") === 20 * most,
    },
    {
      claim: `g / √(g² + ε) has Newton's direction where all distances are equal (cosine ${printed.equal.estimate}), and not elsewhere (${printed.rotated.estimate}, the gradient ${gradient.rotated.estimate})`,
      holds: printed.equal.lower > 0.999 && printed.rotated.upper < 0.9 && printed.straight.upper < 0.99,
    },
    {
      claim: "the secant method works where it is divided by the second derivative, as printed where that is 1 alone",
      holds:
        secant.every((run) => ends(run, "mended")) &&
        secant.filter((run) => ends(run, "printed")).every(({ name }) => name === "½ · 1 · w²"),
    },
    {
      claim: `the BFGS formula meets the secant condition with a minus (${condition.mended.toExponential(0)}), as printed never (${condition.printed} at best)`,
      holds: condition.mended < 1e-9 && condition.printed > 1e-3,
    },
    {
      claim: `BFGS learns the inverse Hessian: relative error ${learned.toExponential(0)} after ${after} updates in ${inverse.dimension} dimensions`,
      holds: learned < 1e-3,
    },
    {
      claim: `BFGS meets every target, in fewer evaluations than gradient descent: ${problems.map((problem) => `${problem.name} ${evaluationsOf(raceOf(problem, "BFGS"), problem.starts)}`).join(", ")}`,
      holds: problems.every((problem) => isCheaper(problem, "BFGS")),
    },
  ];
}
