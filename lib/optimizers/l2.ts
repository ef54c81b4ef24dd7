import { requireArgument } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { nonNegative, requireOptimizer } from "./check.js";
import { alongReplicas, type Hyperparameter, type Optimizer, trainedParamsOf } from "./optimizer.js";

/**
 * Any optimizer on the loss plus ½ λ ‖θ‖²: what PyTorch's `weight_decay` does in all but AdamW.
 *
 *     g ← g + λ · θ           before the optimizer sees g
 *
 * The state is the optimizer's own; a loss that it looks at is the one without the penalty.
 *
 * ```ts
 * const optimizer = l2(adam({ learningRate: 1e-3 }), 0.01);
 * ```
 *
 * Source: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithms 1 and 2, line 6.
 *
 * @throws RangeError where weightDecay is negative or not finite
 */
export function l2<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  weightDecay: Hyperparameter,
): Optimizer<State> {
  requireOptimizer("l2", "optimizer", optimizer);
  const name = `${optimizer.name} + L2`;
  requireArgument(name, "weightDecay", weightDecay, nonNegative);
  const penalizing: Optimizer<State> = {
    name,
    init: optimizer.init,
    ...trainedParamsOf(optimizer),
    update(gradients, state, params, loss) {
      const penalized = mapTree(
        (gradient, parameter) => tf.add(gradient, tf.mul(alongReplicas(weightDecay, parameter), parameter)),
        gradients,
        params,
      );
      return optimizer.update(penalized, state, params, loss);
    },
  };
  const inner = configurationOf(optimizer);
  const known = inner !== undefined && typeof weightDecay === "number";
  return configured(penalizing, known ? { method: "l2", weightDecay, optimizer: inner } : undefined);
}
