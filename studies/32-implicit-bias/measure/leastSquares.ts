import { tf, tidy } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { ImplicitBiasOptions } from "../options.js";
import { leastNorm, type NormName, normOf, pseudoInverseSolution, type Rows } from "./leastNorm.js";
import { descend } from "./linear.js";
import { type ImplicitBiasMethod, make, methods, rateFor } from "./methods.js";
import { gaussianRows, regression, shuffledBatches, type Truth, trueWeights, truths } from "./problems.js";
import { recordedUpdates } from "./recorded.js";

/** A solution of problems with one kind of true weights, whether an optimizer found it or it has the least norm. */
export interface Solution {
  readonly truth: Truth;
  readonly name: ImplicitBiasMethod | NormName;
  /** ‖w − w*‖² / ‖w*‖²: the expected squared error on new examples, in units of the error of w = 0. */
  readonly testError: Interval;
  /** The paired difference of the test error from that of X⁺y. */
  readonly excess: Interval;
  /** ‖w‖₁, ‖w‖₂ and ‖w‖∞ in units of the least that a solution of the same problem has. */
  readonly norms: Readonly<Record<NormName, Interval>>;
  /** √ of the mean squared error on the examples learned from, in units of that of w = 0: the largest of all seeds. */
  readonly trainingError: number;
  /** ‖w − X⁺y‖ / ‖X⁺y‖, the mean and the extremes of all seeds. */
  readonly distance: Interval;
  readonly distances: readonly [least: number, largest: number];
}

/** How an optimizer comes near the solution X⁺y, or does not. */
export interface Approach {
  readonly method: ImplicitBiasMethod;
  /** ‖w − X⁺y‖ / ‖X⁺y‖ at the updates of `LeastSquares.at`, Gaussian true weights. */
  readonly distance: readonly Interval[];
}

export interface LeastSquares {
  readonly at: readonly number[];
  readonly approaches: readonly Approach[];
  readonly solutions: readonly Solution[];
}

const norms = ["l1", "l2", "linf"] as const satisfies readonly NormName[];

/** Of the least L1 and L∞ norms: a smaller one changes test errors by a thousandth. */
const TOLERANCE = 1e-3;

/** Problems of all seeds and kinds, each of them a replica. */
export async function leastSquares(options: ImplicitBiasOptions, context: Context): Promise<LeastSquares> {
  const { seeds, examples: n, weights: p, relevant, updates, batchSize, rate, firstStep } = options;
  const problems = Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => {
    const inputs = gaussianRows(seed, n, p);
    return truths.map((truth) => {
      const weights = trueWeights(seed, truth, p, relevant);
      const examples = regression(inputs, weights);
      return { seed, truth, weights, examples, pseudoInverse: pseudoInverseSolution(inputs, examples.targets) };
    });
  });
  const least = await context.map(problems, "problems", ({ examples: { inputs, targets }, pseudoInverse }) => ({
    l1: leastNorm(inputs, targets, "l1", { tolerance: TOLERANCE }).weights,
    l2: pseudoInverse,
    linf: leastNorm(inputs, targets, "linf", { tolerance: TOLERANCE }).weights,
  }));
  const at = recordedUpdates(updates);
  const batches = shuffledBatches(0, n, batchSize, updates);
  const rates: Record<ImplicitBiasMethod, number> = {
    SGD: rate,
    "SGD + momentum": rate / 10,
    AdaGrad: rateFor("AdaGrad", firstStep),
    RMSProp: rateFor("RMSProp", firstStep),
    Adam: rateFor("Adam", firstStep),
  };

  const solutionsOf = (name: Solution["name"], found: readonly ArrayLike<number>[]): Solution[] =>
    truths.map((truth) => {
      const own = problems.map((problem, at) => ({ ...problem, at })).filter((problem) => problem.truth === truth);
      const over = (value: (w: Float64Array, problem: (typeof own)[number]) => number) =>
        own.map((problem) => value(Float64Array.from(found[problem.at] as ArrayLike<number>), problem));
      const distances = over((w, { pseudoInverse }) => distanceBetween(w, pseudoInverse) / normOf(pseudoInverse, "l2"));
      const ofNorm = (norm: NormName) =>
        interval(over((w, problem) => normOf(w, norm) / normOf(least[problem.at]?.[norm] as Float64Array, norm)));
      return {
        truth,
        name,
        testError: interval(over((w, { weights }) => distanceBetween(w, weights) ** 2)),
        excess: interval(
          over(
            (w, { weights, pseudoInverse }) =>
              distanceBetween(w, weights) ** 2 - distanceBetween(pseudoInverse, weights) ** 2,
          ),
        ),
        norms: { l1: ofNorm("l1"), l2: ofNorm("l2"), linf: ofNorm("linf") },
        trainingError: round(
          Math.max(...over((w, { examples }) => relativeError(examples.inputs, examples.targets, w))),
        ),
        distance: interval(distances),
        distances: [round(Math.min(...distances)), round(Math.max(...distances))],
      };
    });

  const references = norms.flatMap((norm) =>
    solutionsOf(
      norm,
      least.map((solutions) => solutions[norm]),
    ),
  );
  const trained = await context.map(methods, "methods", (method) => {
    const { weights, records } = tidy(() => {
      const solutions = tf.tensor2d(problems.map(({ pseudoInverse }) => [...pseudoInverse]));
      const scale = tf.norm(solutions, "euclidean", 1);
      return descend(make(method, updates, { learningRate: rates[method], epsilon: 1e-8 }), {
        examples: problems.map(({ examples }) => examples),
        loss: "squared",
        updates,
        batches,
        record: (w) => ({ distance: tf.div(tf.norm(tf.sub(w, solutions), "euclidean", 1), scale) }),
        ...context.compiler,
      });
    });
    const gaussian = problems.flatMap(({ truth }, at) => (truth === "Gaussian" ? [at] : []));
    const course = (name: string) =>
      at.map((update) => interval(gaussian.map((replica) => records[name]?.[update - 1]?.[replica] as number)));
    return { method, distance: course("distance"), solutions: solutionsOf(method, weights) };
  });
  return {
    at,
    approaches: trained.map(({ method, distance }) => ({ method, distance })),
    solutions: [...trained.flatMap(({ solutions }) => solutions), ...references],
  };
}

function interval(values: readonly number[]): Interval {
  return roundInterval(meanInterval(values));
}

function distanceBetween(a: Float64Array, b: Float64Array): number {
  return normOf(
    a.map((value, at) => value - (b[at] as number)),
    "l2",
  );
}

function relativeError(inputs: Rows, targets: ArrayLike<number>, w: Float64Array): number {
  const errors = inputs.map(
    (row, at) => row.reduce((sum, value, column) => sum + value * (w[column] as number), 0) - (targets[at] as number),
  );
  return normOf(errors, "l2") / normOf(targets, "l2");
}
