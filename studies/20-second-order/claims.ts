import { formatInterval } from "momenta/figures";
import type { Alignment, Approach } from "./diagonal.js";
import { dampedRates } from "./newtonOnQuadric.js";
import type { Problem, Race } from "./races.js";
import type { SecantRun } from "./secant.js";
import type { SecondOrder } from "./secondOrder.js";

/** What the source says, what came out here, and where it holds if not everywhere. */
export interface SecondOrderClaim {
  readonly published: string;
  readonly ours: string;
  readonly holds: boolean;
  /** What makes it hold, or the right form. */
  readonly condition?: string;
  /** A question of ours, in brackets, which the source does not answer and which is not counted. */
  readonly isOurs?: true;
}

/** A method on a problem. */
export function raceOf({ races }: Problem, method: string): Race {
  return races.find((race) => race.method === method) as Race;
}

/** “66 ± 12 (10 of 10)”: evaluations to the target, and from how many starts it is met. */
export function evaluationsOf({ evaluations, reached }: Race, starts: number): string {
  return `${evaluations === null ? "–" : formatInterval(evaluations, 0)} (${reached} of ${starts})`;
}

/** The largest share of the distance that Newton's method leaves after one update on a quadric. */
export function leftAfterOne({ newton }: SecondOrder): number {
  return Math.max(...newton.oneStep.map(({ left }) => left));
}

/** The largest deviation of the damped method from (1 − α)ᵏ, as a share of it, while that is above 10⁻⁴. */
export function dampedDeviation({ newton }: SecondOrder): number {
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
export function printedAlignment({ diagonal }: SecondOrder): readonly [gradient: Alignment, printed: Alignment] {
  const [gradient, printed] = diagonal.alignments;
  return [gradient as Alignment, printed as Alignment];
}

/** Whether a secant run ends at the minimum. */
export function ends(run: SecantRun, form: "printed" | "mended"): boolean {
  const last = run[form].at(-1);
  return last !== null && last !== undefined && last < 1e-6;
}

/** Evaluations of BFGS at most as many as of gradient descent, which may not get there, from more or as many starts. */
export function isCheaper({ races }: Problem, method: string): boolean {
  const [first, other] = ["SGD", method].map((name) => races.find((race) => race.method === name)) as [Race, Race];
  return (
    other.reached >= first.reached &&
    (other.evaluations?.estimate ?? Infinity) < (first.evaluations?.estimate ?? Infinity)
  );
}

/** The source's claims, each beside what decides it here. */
export function secondOrderClaims(result: SecondOrder): SecondOrderClaim[] {
  const { newton, diagonal, secant, condition, inverse, problems, options } = result;
  const [gradient, printed] = printedAlignment(result);
  const saddles = newton.elsewhere.filter(({ curvature: [least] }) => least < 0);
  const bowl = newton.elsewhere.filter(({ curvature: [least] }) => least > 0);
  const quick = bowl.map(
    ({ landscape, values }) => `${landscape}: ${values.findIndex((value) => value < 1e-6)} updates`,
  );
  const distance = (name: string) =>
    (diagonal.approaches.find(({ method }) => method === name) as Approach).distances.at(-1)?.toPrecision(2) ?? "–";
  const learned = inverse.usual[inverse.dimension + 3] as number;
  return [
    {
      published: "Newton's method on a convex quadric converges within one step",
      ours: `left of the distance: at most ${leftAfterOne(result).toExponential(0)} (${options.dimensions.join(", ")} dimensions, κ = ${newton.conditionNumber})`,
      holds: leftAfterOne(result) < 1e-4,
      condition: "to rounding",
    },
    {
      published: "its convergence rate is zero",
      ours: "the factor by which an update multiplies the distance is zero",
      holds: leftAfterOne(result) < 1e-4,
      condition: `the rate is the factor, the smaller the faster; off quadrics it takes more: ${quick.join(", ")}`,
    },
    {
      published: "damped: wᵏ = (1 − α)ᵏ · w⁰",
      ours: `deviation at most ${(100 * dampedDeviation(result)).toPrecision(1)} %`,
      holds: dampedDeviation(result) < 1e-3,
    },
    {
      published: "(on other functions, too, w − α · H⁻¹ · g leads to the minimum)",
      isOurs: true,
      ours: `${saddles.map(({ landscape, values }) => `${landscape} ends at f = ${values.at(-1)}`).join(", ")}: saddles`,
      holds: saddles.length === 0,
      condition: "where the Hessian is positive definite",
    },
    {
      published: "H⁻¹ · g ≈ g / √(g² + ε)",
      ours:
        `cosine to Newton's step: ${formatInterval(printed.straight)} (gradient ${formatInterval(gradient.straight)}); ` +
        `axes turned: ${formatInterval(printed.rotated)} (${formatInterval(gradient.rotated)})`,
      holds: printed.straight.lower > 0.99 && printed.rotated.lower > 0.99,
      condition: `the axes are the coordinates and all distances are equal (${formatInterval(printed.equal)}): it is the sign of g`,
    },
    {
      published: "RMSProp and Adam smooth it",
      ours: `left after 200 updates at α = .1: ${distance("g / √(g² + ε)")} printed, ${distance("RMSProp")} RMSProp, ${distance("Adam")} Adam; ${distance("Diagonal Newton")} with half the steps of the exact diagonal`,
      holds: Number(distance("Adam")) < Number(distance("g / √(g² + ε)")),
    },
    {
      published: "secant: w − (Δf′/Δw) · f′",
      ours: `at the minimum: ${secant.filter((run) => ends(run, "printed")).length} of ${secant.length}; divided by Δf′/Δw: ${secant.filter((run) => ends(run, "mended")).length}`,
      holds: secant.every((run) => ends(run, "printed")),
      condition: "f″ = 1; it has to be w − f′ / (Δf′/Δw)",
    },
    {
      published: "BFGS: H + yyᵀ/(yᵀs) + H s sᵀH/(sᵀHs)",
      ours: `‖H⁺s − y‖ / ‖y‖ of ${condition.pairs} pairs: at least ${condition.printed}; with a minus at most ${condition.mended.toExponential(0)}`,
      holds: condition.printed < 1e-9,
      condition: "never: it has to be − H s sᵀH/(sᵀHs)",
    },
    {
      published: "it is the nearest symmetric matrix, arg min ‖H⁺ − H‖_F",
      ours: `nearer than Powell's update in ${condition.nearest} of ${condition.pairs} pairs, ${condition.ratio.toFixed(2)} times as far in the mean`,
      holds: condition.nearest === condition.pairs,
      condition: "in a norm that is weighted by the curvature, and for the inverses",
    },
    {
      published: "BFGS approximates the Hessian",
      ours: `‖B − H⁻¹‖ / ‖H⁻¹‖ after ${inverse.dimension + 3} updates in ${inverse.dimension} dimensions: ${learned.toExponential(0)}`,
      holds: learned < 1e-3,
    },
    {
      published: "BFGS where gradient descent is slow",
      ours: problems
        .map(
          (problem) =>
            `${problem.name}: ${evaluationsOf(raceOf(problem, "BFGS"), problem.starts)} evaluations against ${evaluationsOf(raceOf(problem, "SGD"), problem.starts)}`,
        )
        .join("; "),
      holds: problems.every((problem) => isCheaper(problem, "BFGS")),
    },
  ];
}
