import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { completeOptions, flag, whole } from "../arguments/index.js";
import { repeat, tf } from "../engine/index.js";
import type { ObjectiveOptimizer } from "./objectiveOptimizer.js";
import {
  type QuasiNewtonCounts,
  type QuasiNewtonOptions,
  quasiNewtonDefaults,
  quasiNewtonSchema,
  quasiNewtonStep,
} from "./quasiNewton.js";
import { requireWolfe } from "./strongWolfe.js";
import { noUpdates } from "./updateCount.js";
import { dot, fromVectors, over, toVectors } from "./vectors.js";

export interface LbfgsOptions extends QuasiNewtonOptions {
  /** m, how many pairs of step and gradient change are kept; a whole number above 0. */
  readonly memory?: number;
  /** Start each direction from γ · I, γ = (s · y) / (y · y) of the newest pair, rather than from I. */
  readonly rescaling?: boolean;
}

/** The pairs, oldest first, over all parameters in the order of `flatten`; zeros where there are none yet. */
export interface LbfgsState extends QuasiNewtonCounts {
  /** s, [R, m, n]. */
  readonly steps: Tensor;
  /** y, [R, m, n]. */
  readonly gradientChanges: Tensor;
}

/** What the two loops hand on: q or r, [R, n], and the weights a, [R, m]. */
interface Recursion extends Record<string, Tensor> {
  readonly vector: Tensor;
  readonly weights: Tensor;
}

/**
 * BFGS with limited memory: the product of the inverse Hessian with the gradient from the last m pairs of step s and
 * gradient change y, the two-loop recursion.
 *
 *     q ← g;   for the pairs from new to old:   a = ρ · s · q,   q ← q − a · y          ρ = 1 / (s · y)
 *     r ← γ · q;   for the pairs from old to new:   r ← r + s · (a − ρ · y · r)
 *     θ ← θ − α · r                                 α by a line search, strong Wolfe conditions
 *
 * A pair is kept where s · y > 0. It takes O(m · n) memory and work. Without rescaling and with m no smaller than the
 * number of updates it goes where `bfgs` goes. Both gradients of an update belong to the objective that it is given.
 * Source: Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithms 7.4 and 7.5 and equation 7.20;
 * Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989.
 *
 * @throws RangeError where learningRate is not above 0, memory or maximalTrials is no whole number above 0, sufficientDecrease
 *   or curvature is outside [0, 1), or curvature is not above sufficientDecrease
 */
export function lbfgs(given: LbfgsOptions = {}): ObjectiveOptimizer<LbfgsState> {
  const name = "L-BFGS";
  const { learningRate, memory, rescaling, ...options } = completeOptions(
    name,
    given,
    { ...quasiNewtonSchema, memory: whole(), rescaling: flag },
    { ...quasiNewtonDefaults, memory: 10, rescaling: true },
  );
  requireWolfe(name, options);
  return {
    name,
    takes: "objective",
    init(params) {
      const [replicas, n] = toVectors(params).shape as [number, number];
      const empty = () => tf.zeros([replicas, memory, n]);
      return {
        steps: empty(),
        gradientChanges: empty(),
        pairs: noUpdates(params),
        evaluations: noUpdates(params),
      };
    },
    update(objective, { steps, gradientChanges, ...counted }, params) {
      const direction = (gradient: Tensor) => tf.neg(twoLoops(gradient, steps, gradientChanges, rescaling));
      const { step, gradientChange, inverseCurvature, counts } = quasiNewtonStep(
        objective,
        params,
        counted,
        direction,
        learningRate,
        options,
      );
      const isPair = tf.greater(inverseCurvature, 0);
      return [
        fromVectors(step, params),
        {
          steps: remembered(steps, step, isPair),
          gradientChanges: remembered(gradientChanges, gradientChange, isPair),
          ...counts,
        },
      ];
    },
  };
}

/** The product of the approximate inverse Hessian with the gradient, [R, n]. Pairs of zeros change nothing. */
function twoLoops(gradient: Tensor, steps: Tensor, gradientChanges: Tensor, rescaling: boolean): Tensor {
  const [replicas, memory] = steps.shape as [number, number];
  const newest = tf.scalar(memory - 1, "int32");
  const pair = (at: Scalar) => {
    const [s, y] = [tf.gather(steps, at, 1), tf.gather(gradientChanges, at, 1)];
    return {
      s,
      y,
      rho: quotient(tf.ones([replicas]), dot(s, y), 0),
      here: tf.equal(tf.range(0, memory, 1, "int32"), at),
    };
  };

  const fromNewToOld = ({ vector, weights }: Recursion, index: Scalar): Recursion => {
    const { s, y, rho, here } = pair(tf.sub(newest, index));
    const weight = tf.mul(rho, dot(s, vector));
    return {
      vector: tf.sub(vector, tf.mul(over(y, weight), y)),
      weights: tf.where(here, over(weights, weight), weights),
    };
  };
  const fromOldToNew = ({ vector, weights }: Recursion, index: Scalar): Recursion => {
    const { s, y, rho } = pair(index);
    const change = tf.sub(tf.gather(weights, index, 1), tf.mul(rho, dot(y, vector)));
    return { vector: tf.add(vector, tf.mul(over(s, change), s)), weights };
  };

  const first = repeat(memory, fromNewToOld, { vector: gradient, weights: tf.zeros([replicas, memory]) });
  const { s, y } = pair(newest);
  const scale = over(gradient, quotient(dot(s, y), dot(y, y), 1));
  return repeat(memory, fromOldToNew, rescaling ? { ...first, vector: tf.mul(scale, first.vector) } : first).vector;
}

/** a / b, shape [R], and `otherwise` where b is 0. */
function quotient(a: Tensor, b: Tensor, otherwise: number): Tensor {
  return tf.where(tf.equal(b, 0), tf.fill(b.shape, otherwise), tf.div(a, b));
}

/** `rows` [R, m, n] without its oldest and with `row` [R, n] as its newest where `isPair`, [R]; as it is elsewhere. */
function remembered(rows: Tensor, row: Tensor, isPair: Tensor): Tensor {
  const [replicas, memory, n] = rows.shape as [number, number, number];
  const shifted = tf.concat(
    [tf.slice(rows, [0, 1, 0], [replicas, memory - 1, n]), tf.reshape(row, [replicas, 1, n])],
    1,
  );
  return tf.where(over(rows, isPair), shifted, rows);
}
