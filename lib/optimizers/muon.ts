import type { Tensor } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { mapTree, tf } from "../engine/index.js";
import { adamw } from "./adamw.js";
import { fraction, nonNegative, requireOptimizer } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { matricesOrOthers } from "./matrices.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { type PartitionedState, partitioned } from "./partitioned.js";
import { sumOfSquares } from "./sumOfSquares.js";
import { over } from "./vectors.js";
import type { MomentumState } from "./velocity.js";
import { zeros } from "./zeros.js";

export interface MuonOptions {
  /** Of the matrices. */
  readonly learningRate: Hyperparameter;
  /** β. */
  readonly momentum?: Hyperparameter;
  /** λ, of the matrices. */
  readonly weightDecay?: Hyperparameter;
}

/** Of the Newton–Schulz iteration: x ↦ a·x + b·x³ + c·x⁵ takes singular values in (0, 1] to about 1. */
const [a, b, c] = [3.4445, -4.775, 2.0315];
const ITERATIONS = 5;

/**
 * Muon: momentum whose matrices are made nearly orthogonal, so that a step goes as far in every direction.
 *
 *     v ← β · v + (1 − β) · g,   d = β · v + (1 − β) · g
 *     X = d / (‖d‖ + 1e-7), then five times  A = X Xᵀ,  X ← a · X + (b · A + c · A²) X
 *     θ ← θ − lr · (√max(1, columns / rows) · X + λ · θ)
 *
 * with a = 3.4445, b = −4.775, c = 2.0315, for the matrices among the parameters, [R, rows, columns] from inputs to outputs.
 * What is no matrix, biases and the kernels of convolutions, is left to `others`. The state has `matrices`, with the velocity
 * v, which starts at 0, and `others`. Jordan also leaves embeddings and the output layer to AdamW: see `grouped`.
 *
 * ```ts
 * const optimizer = muon({ learningRate: 0.02 }, adamw({ learningRate: 1e-3, weightDecay: 0.01 }));
 * ```
 *
 * Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024, and its code, here in float32.
 *
 * @param others AdamW where left out, with the learning rate 3e-4, β₂ = .95, ε = 1e-10 and no decay of Jordan's code
 * @throws RangeError where learningRate or weightDecay is negative or not finite, or momentum is outside [0, 1)
 */
export function muon(
  options: MuonOptions,
  others: Optimizer = adamw({ learningRate: 3e-4, beta2: 0.95, epsilon: 1e-10, weightDecay: 0 }),
): Optimizer<PartitionedState> {
  const name = "Muon";
  const { learningRate, momentum, weightDecay } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, momentum: fraction, weightDecay: nonNegative },
    { momentum: 0.95, weightDecay: 0 },
  );
  requireOptimizer(name, "others", others);
  const matrices: Optimizer<MomentumState> = {
    name,
    init: (params) => ({ velocity: zeros(params) }),
    update(gradients, state, params) {
      const velocity = mapTree((v, gradient) => movingAverage(momentum, v, gradient), state.velocity, gradients);
      const updates = mapTree(
        (v, gradient, parameter) => {
          const [, rows, columns] = v.shape as [number, number, number];
          const direction = orthogonalized(movingAverage(momentum, v, gradient));
          const scaled = tf.mul(Math.sqrt(Math.max(1, columns / rows)), direction);
          return descent(learningRate, tf.add(scaled, tf.mul(alongReplicas(weightDecay, parameter), parameter)));
        },
        velocity,
        gradients,
        params,
      );
      return [updates, { velocity }];
    },
  };
  const known = configurationOf(described({}, "muon", { learningRate, momentum, weightDecay }));
  const ofOthers = configurationOf(others);
  return configured(
    partitioned(name, { matrices, others }, matricesOrOthers),
    known && ofOthers && { muon: known, others: ofOthers },
  );
}

/** U Vᵀ, about, of each replica's matrix U Σ Vᵀ, [R, rows, columns]. */
function orthogonalized(matrices: Tensor): Tensor {
  const [, rows, columns] = matrices.shape as [number, number, number];
  // The product of the matrix with its transpose is smaller on its shorter side.
  const tall = rows > columns;
  let x = tf.div(matrices, over(matrices, tf.add(tf.sqrt(sumOfSquares(matrices)), 1e-7)));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gram = tf.matMul(x, x, tall, !tall);
    const polynomial = tf.add(tf.mul(b, gram), tf.mul(c, tf.matMul(gram, gram)));
    x = tf.add(tf.mul(a, x), tall ? tf.matMul(x, polynomial) : tf.matMul(polynomial, x));
  }
  return x;
}
