import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { fraction, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { zeros } from "./zeros.js";

export interface LionOptions {
  readonly learningRate: Hyperparameter;
  /** How much of the moment is in the direction. */
  readonly beta1?: Hyperparameter;
  /** How much of the moment is kept. */
  readonly beta2?: Hyperparameter;
  /** λ. */
  readonly weightDecay?: Hyperparameter;
}

export interface LionState extends Record<string, TensorTree> {
  readonly firstMoment: TensorTree;
}

/**
 * Lion: every parameter moves by the learning rate, in the direction of a mean of its moment and its gradient.
 *
 *     θ ← θ − lr · (sign(β₁ · m + (1 − β₁) · g) + λ · θ)
 *     m ← β₂ · m + (1 − β₂) · g
 *
 * The first moment m has the shape of the parameters and starts at 0. The authors take a learning rate 3 to 10 times smaller
 * than AdamW's, and as much more weight decay.
 * Source: Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS 2023, algorithm 2.
 *
 * ```ts
 * const optimizer = lion({ learningRate: 3e-4, weightDecay: 0.1 });
 * ```
 *
 * @throws RangeError where learningRate or weightDecay is negative or not finite, or beta1 or beta2 is outside [0, 1)
 */
export function lion(options: LionOptions): Optimizer<LionState> {
  const name = "Lion";
  const { learningRate, beta1, beta2, weightDecay } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, beta1: fraction, beta2: fraction, weightDecay: nonNegative },
    { beta1: 0.9, beta2: 0.99, weightDecay: 0 },
  );
  return described(
    {
      name,
      init: (params) => ({ firstMoment: zeros(params) }),
      update(gradients, { firstMoment }, params) {
        const updates = mapTree(
          (m, gradient, parameter) => {
            const direction = tf.sign(movingAverage(beta1, m, gradient));
            return descent(learningRate, tf.add(direction, tf.mul(alongReplicas(weightDecay, parameter), parameter)));
          },
          firstMoment,
          gradients,
          params,
        );
        return [
          updates,
          { firstMoment: mapTree((m, gradient) => movingAverage(beta2, m, gradient), firstMoment, gradients) },
        ];
      },
    },
    "lion",
    { learningRate, beta1, beta2, weightDecay },
  );
}
