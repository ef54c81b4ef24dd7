import { formatDigits, formatExponential, formatInterval } from "momenta/figures";
import { claim, countClaims, holdsIf, holdsWhere, last, question, type Statement } from "../core/index.js";
import type { Alignment, Approach } from "./measure/diagonal.js";
import { dampedRates } from "./measure/newton.js";
import type { Problem, Race } from "./measure/problems.js";
import type { SecantRun } from "./measure/secant.js";
import type { SecondOrder } from "./result.js";

/** A method on a problem. */
export function findRace({ races }: Problem, method: string): Race {
  return races.find((race) => race.method === method) as Race;
}

/** “66 ± 12 (10 of 10)”: evaluations to the target, and from how many starts it is met. */
export function evaluationsInWords({ evaluations, reached }: Race, starts: number): string {
  return `${evaluations === null ? "–" : formatInterval(evaluations, 0)} (${reached} of ${starts})`;
}

/** The largest share of the distance that Newton's method leaves after one update on a quadric. */
function leftAfterOne({ newton }: SecondOrder): number {
  return Math.max(...newton.oneStep.map(({ left }) => left));
}

/** The largest deviation of the damped method from (1 − α)ᵏ, as a share of it, while that is above 10⁻⁴. */
function dampedDeviation({ newton }: SecondOrder): number {
  const deviations = dampedRates.flatMap((rate, at) =>
    rate === 1
      ? []
      : (newton.damped[at] as readonly number[]).flatMap((distance, k) =>
          (1 - rate) ** k < 1e-4 ? [] : [Math.abs(distance / (1 - rate) ** k - 1)],
        ),
  );
  return Math.max(...deviations);
}

/** The printed approximation among the alignments, with the gradient. */
function printedAlignment({ diagonal }: SecondOrder): readonly [gradient: Alignment, printed: Alignment] {
  const [gradient, printed] = diagonal.alignments;
  return [gradient as Alignment, printed as Alignment];
}

/** Whether a secant run ends at the minimum. */
function endsAtMinimum(run: SecantRun, form: "printed" | "mended"): boolean {
  const last = run[form].at(-1);
  return last !== null && last !== undefined && last < 1e-6;
}

/** Evaluations of BFGS at most as many as of gradient descent, which may not get there, from more or as many starts. */
function isCheaper({ races }: Problem, method: string): boolean {
  const [first, other] = ["SGD", method].map((name) => races.find((race) => race.method === name)) as [Race, Race];
  return (
    other.reached >= first.reached &&
    (other.evaluations?.estimate ?? Infinity) < (first.evaluations?.estimate ?? Infinity)
  );
}

export function answer(result: SecondOrder): string {
  const { holding, of } = countClaims(claims(result));
  const [gradient, printed] = printedAlignment(result);
  return (
    `${holding} of ${of} claims hold; Newton leaves ${formatExponential(leftAfterOne(result), 0)} of the distance after one step; ` +
    `g / √(g² + ε) has a cosine of ${formatInterval(printed.rotated)} to Newton's step where the axes are turned, the gradient ${formatInterval(gradient.rotated)}; ` +
    "the printed secant and BFGS formulas fail, and work mended"
  );
}

/** The source's claims, each beside what decides it here. */
export function claims(result: SecondOrder): Statement[] {
  const { newton, costs, diagonal, secant, condition, inverse, problems, options } = result;
  const [gradient, printed] = printedAlignment(result);
  const most = last(options.parameters);
  const numbers = (method: string) => costs.find((cost) => cost.method === method)?.points.at(-1)?.numbers;
  const saddles = newton.elsewhere.filter(({ curvature: [least] }) => least < 0);
  const distance = (name: string) =>
    formatDigits(
      (diagonal.approaches.find(({ method }) => method === name) as Approach).distances.at(-1) ?? Number.NaN,
      2,
    );
  const learned = inverse.usual[inverse.dimension + 3] as number;
  return [
    claim(
      "Newton's method on a convex quadric converges within one step",
      holdsWhere(leftAfterOne(result) < 1e-4),
      `left of the distance: at most ${formatExponential(leftAfterOne(result), 0)} (${options.dimensions.join(", ")} dimensions, κ = ${newton.conditionNumber})`,
    ),
    claim(
      "its convergence rate is zero",
      holdsWhere(leftAfterOne(result) < 1e-4),
      "the factor by which an update multiplies the distance is zero",
    ),
    claim(
      "damped: wᵏ = (1 − α)ᵏ · w⁰",
      holdsWhere(dampedDeviation(result) < 1e-3),
      `deviation at most ${formatDigits(100 * dampedDeviation(result), 1)} %`,
    ),
    question(
      "on other functions, too, does w − α · H⁻¹ · g lead to the minimum?",
      holdsWhere(
        saddles.length === 0,
        holdsIf(
          "the Hessian is positive definite",
          newton.elsewhere.every(({ curvature: [least], values }) => least <= 0 || last(values) < 1e-6),
        ),
      ),
      `${saddles.map(({ landscape, values }) => `${landscape} ends at f = ${values.at(-1)}`).join(", ")}: saddles`,
    ),
    claim(
      "H⁻¹ · g ≈ g / √(g² + ε)",
      holdsWhere(
        printed.straight.lower > 0.99 && printed.rotated.lower > 0.99,
        holdsIf(
          `the axes are the coordinates and all distances are equal (${formatInterval(printed.equal)}): it is the sign of g`,
          printed.equal.lower > 0.99,
        ),
      ),
      `cosine to Newton's step: ${formatInterval(printed.straight)} (gradient ${formatInterval(gradient.straight)}); ` +
        `axes turned: ${formatInterval(printed.rotated)} (${formatInterval(gradient.rotated)})`,
    ),
    claim(
      "RMSProp and Adam smooth it",
      holdsWhere(Number(distance("Adam")) < Number(distance("g / √(g² + ε)"))),
      `left after 200 updates at α = .1: ${distance("g / √(g² + ε)")} printed, ${distance("RMSProp")} RMSProp, ${distance("Adam")} Adam; ${distance("Diagonal Newton")} with half the steps of the exact diagonal`,
    ),
    claim(
      "secant: w − (Δf′/Δw) · f′",
      holdsWhere(
        secant.every((run) => endsAtMinimum(run, "printed")),
        holdsIf(
          "f″ = 1",
          secant.every((run) => run.name !== "½ · 1 · w²" || endsAtMinimum(run, "printed")),
        ),
      ),
      `at the minimum: ${secant.filter((run) => endsAtMinimum(run, "printed")).length} of ${secant.length}; divided by Δf′/Δw: ${secant.filter((run) => endsAtMinimum(run, "mended")).length}`,
    ),
    claim(
      "BFGS: H + yyᵀ/(yᵀs) + H s sᵀH/(sᵀHs)",
      holdsWhere(condition.printed < 1e-9),
      `‖H⁺s − y‖ / ‖y‖ of ${condition.pairs} pairs: at least ${condition.printed}; with a minus at most ${formatExponential(condition.mended, 0)}`,
    ),
    claim(
      "it is the nearest symmetric matrix, arg min ‖H⁺ − H‖_F",
      holdsWhere(
        condition.nearest === condition.pairs,
        "holds if the norm is weighted by the curvature, and for the inverses",
      ),
      `nearer than Powell's update in ${condition.nearest} of ${condition.pairs} pairs, ${condition.ratio.toFixed(2)} times as far in the mean`,
    ),
    claim(
      "BFGS approximates the Hessian",
      holdsWhere(learned < 1e-3),
      `‖B − H⁻¹‖ / ‖H⁻¹‖ after ${inverse.dimension + 3} updates in ${inverse.dimension} dimensions: ${formatExponential(learned, 0)}`,
    ),
    claim(
      "BFGS where gradient descent is slow",
      holdsWhere(problems.every((problem) => isCheaper(problem, "BFGS"))),
      problems
        .map(
          (problem) =>
            `${problem.name}: ${evaluationsInWords(findRace(problem, "BFGS"), problem.starts)} evaluations against ${evaluationsInWords(findRace(problem, "SGD"), problem.starts)}`,
        )
        .join("; "),
    ),
    question(
      "do Newton's method and BFGS keep M² numbers, and L-BFGS twenty for each parameter?",
      holdsWhere(numbers("Newton") === most ** 2 && numbers("BFGS") === most ** 2 && numbers("L-BFGS") === 20 * most),
      `for ${most} parameters Newton builds ${numbers("Newton")} numbers, BFGS keeps ${numbers("BFGS")}, L-BFGS ${numbers("L-BFGS")}`,
    ),
    question(
      "is the BFGS formula right with a minus?",
      holdsWhere(condition.mended < 1e-9 && condition.printed > 1e-3),
      `with a minus (${formatExponential(condition.mended, 0)}), as printed never (${condition.printed} at best)`,
    ),
  ];
}
