import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { nonNegative, positive } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { matricesOrOthers } from "./matrices.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { type PartitionedState, partitioned } from "./partitioned.js";
import { sumOfSquares } from "./sumOfSquares.js";
import { counted, noUpdates } from "./updateCount.js";
import { over } from "./vectors.js";
import { zeros } from "./zeros.js";

export interface AdafactorOptions {
  /** The largest step relative to the parameters; the authors have 0.01. */
  readonly learningRate: Hyperparameter;
  /** How fast the second moment's memory grows. */
  readonly decayExponent?: Hyperparameter;
  /** d, the largest root mean square of a direction. */
  readonly clippingThreshold?: Hyperparameter;
  /** ε₂, the least scale of parameters: those at 0 would stay there. */
  readonly minimumScale?: Hyperparameter;
}

/** ε₁, added to squared gradients. */
const EPSILON = 1e-30;

/**
 * Adafactor: of a matrix's second moment only the means of its rows and of its columns are kept, and steps are relative to
 * the size of the parameters.
 *
 *     β̂ = 1 − t^−decayExponent,   q = g² + 1e-30
 *     r ← β̂ · r + (1 − β̂) · (mean of each row of q),   c ← β̂ · c + (1 − β̂) · (mean of each column)
 *     s = r · c / mean(r)                                for matrices [R, rows, columns]
 *     s ← β̂ · s + (1 − β̂) · q                            for all others
 *     u = g / √s,   α = max(ε₂, RMS(θ)) · min(lr, 1 / √t)
 *     θ ← θ − α · u / max(1, RMS(u) / d)
 *
 * RMS is the root mean square of one tensor of one replica. The state has `matrices`, with `rows` [R, rows, 1] and `columns`
 * [R, 1, columns] for each, and `others`, with `secondMoment`; both count `updates`. All moments start at 0.
 *
 * ```ts
 * const optimizer = adafactor({ learningRate: 0.01 });
 * ```
 *
 * Source: Shazeer and Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML 2018, algorithms 4 and 5,
 * with the proposed hyper-parameters; as optax has it, and not PyTorch, whose ε₁ stands elsewhere.
 *
 * @throws RangeError where learningRate or decayExponent is negative or not finite, or clippingThreshold or minimumScale is
 *   not above 0
 */
export function adafactor(options: AdafactorOptions): Optimizer<PartitionedState> {
  const name = "Adafactor";
  const complete = completeOptions(
    name,
    options,
    { learningRate: nonNegative, decayExponent: nonNegative, clippingThreshold: positive, minimumScale: positive },
    { decayExponent: 0.8, clippingThreshold: 1, minimumScale: 1e-3 },
  );
  const { learningRate, decayExponent, clippingThreshold, minimumScale } = complete;

  /** 1 − β̂, [R]. */
  const newWeight = (t: Tensor1D) => tf.pow<Tensor1D>(t, tf.neg(decayExponent));

  const mixed = (weight: Tensor1D, old: Tensor, value: Tensor) =>
    tf.add(tf.mul(over(old, tf.sub(1, weight)), old), tf.mul(over(old, weight), value));

  const step = (t: Tensor1D, direction: Tensor, parameter: Tensor) => {
    const size = rootMeanSquare(direction);
    const excess = tf.maximum(1, tf.div(size, clippingThreshold));
    const relative = tf.minimum(learningRate, tf.rsqrt(t));
    const rate = tf.mul(tf.maximum(minimumScale, rootMeanSquare(parameter)), relative);
    return descent(tf.div<Tensor1D>(rate, excess), direction);
  };

  const matrices: Optimizer<{ rows: TensorTree; columns: TensorTree; updates: Tensor }> = {
    name,
    init: (params) => ({ rows: means(zeros(params), 2), columns: means(zeros(params), 1), updates: noUpdates(params) }),
    update(gradients, state, params) {
      const updates = counted(state.updates);
      const t = tf.cast<Tensor1D>(updates, "float32");
      const weight = newWeight(t);
      const squares = squared(gradients);
      const next = (old: TensorTree, axis: number) =>
        mapTree((mean, value) => mixed(weight, mean, value), old, means(squares, axis));
      const [rows, columns] = [next(state.rows, 2), next(state.columns, 1)];
      const direction = (gradient: Tensor, r: Tensor, c: Tensor) =>
        // By one root after the other, since the product of two small means can be 0 in float32.
        tf.mul(tf.mul(gradient, tf.rsqrt(tf.div(r, tf.mean(r, 1, true)))), tf.rsqrt(c));
      return [
        mapTree(
          (gradient, r, c, parameter) => step(t, direction(gradient, r, c), parameter),
          gradients,
          rows,
          columns,
          params,
        ),
        { rows, columns, updates },
      ];
    },
  };

  const others: Optimizer<{ secondMoment: TensorTree; updates: Tensor }> = {
    name,
    init: (params) => ({ secondMoment: zeros(params), updates: noUpdates(params) }),
    update(gradients, state, params) {
      const updates = counted(state.updates);
      const t = tf.cast<Tensor1D>(updates, "float32");
      const weight = newWeight(t);
      const secondMoment = mapTree((s, square) => mixed(weight, s, square), state.secondMoment, squared(gradients));
      return [
        mapTree(
          (gradient, s, parameter) => step(t, tf.mul(gradient, tf.rsqrt(s)), parameter),
          gradients,
          secondMoment,
          params,
        ),
        { secondMoment, updates },
      ];
    },
  };

  return described(partitioned(name, { matrices, others }, matricesOrOthers), "adafactor", { ...complete });
}

function squared(gradients: TensorTree): TensorTree {
  return mapTree((gradient) => tf.add(tf.square(gradient), EPSILON), gradients);
}

function means(tree: TensorTree, axis: number): TensorTree {
  return mapTree((leaf) => tf.mean(leaf, axis, true), tree);
}

/** [R], of one leaf of shape [R, …]. */
function rootMeanSquare(leaf: Tensor): Tensor {
  return tf.sqrt(tf.div(sumOfSquares(leaf), leaf.size / (leaf.shape[0] as number)));
}
