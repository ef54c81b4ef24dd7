import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import { positive, requireOptimizer } from "./check.js";
import { alongReplicas, type Hyperparameter, type Optimizer, trainedParamsOf } from "./optimizer.js";
import { sumOfSquares } from "./sumOfSquares.js";
import { over } from "./vectors.js";

/**
 * Any optimizer on gradients of which no number is larger than a limit.
 *
 *     g ← min(max(g, −limit), limit)           before the optimizer sees g
 *
 * The state is the optimizer's own.
 *
 * ```ts
 * const optimizer = clippedByValue(sgd({ learningRate: 0.1 }), 0.5);
 * ```
 *
 * Source: PyTorch's `clip_grad_value_`.
 *
 * @throws RangeError where limit is not above 0, or not finite
 */
export function clippedByValue<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  limit: Hyperparameter,
): Optimizer<State> {
  return clipped("clippedByValue", optimizer, limit, (gradients) =>
    mapTree((gradient) => {
      const largest = alongReplicas(limit, gradient);
      return tf.maximum(tf.minimum(gradient, largest), tf.neg(largest));
    }, gradients),
  );
}

/**
 * Any optimizer on gradients that are together, in each replica, no longer than a limit.
 *
 *     g ← g · min(1, limit / (‖g‖ + 1e-6))           before the optimizer sees g
 *
 * ‖g‖ is the Euclidean norm of all gradients of a replica. The state is the optimizer's own.
 *
 * ```ts
 * const optimizer = clippedByNorm(adam({ learningRate: 1e-3 }), 1);
 * ```
 *
 * Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1, as
 * PyTorch's `clip_grad_norm_` has it.
 *
 * @throws RangeError where limit is not above 0, or not finite
 */
export function clippedByNorm<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  limit: Hyperparameter,
): Optimizer<State> {
  return clipped("clippedByNorm", optimizer, limit, (gradients) => {
    const norm = tf.sqrt(tf.addN(leaves<Tensor>(gradients).map(sumOfSquares)));
    const factor = tf.minimum(1, tf.div(limit, tf.add(norm, 1e-6)));
    return mapTree((gradient) => tf.mul(gradient, over(gradient, factor)), gradients);
  });
}

function clipped<State extends Record<string, TensorTree>>(
  method: string,
  optimizer: Optimizer<State>,
  limit: Hyperparameter,
  clip: (gradients: TensorTree) => TensorTree,
): Optimizer<State> {
  requireOptimizer(method, "optimizer", optimizer);
  requireArgument(method, "limit", limit, positive);
  const clipping: Optimizer<State> = {
    name: optimizer.name,
    init: optimizer.init,
    ...trainedParamsOf(optimizer),
    update: (gradients, state, params, loss) => optimizer.update(clip(gradients), state, params, loss),
  };
  const inner = configurationOf(optimizer);
  const known = inner !== undefined && typeof limit === "number";
  return configured(clipping, known ? { method, limit, optimizer: inner } : undefined);
}
