import { completeOptions, flag } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { anyEpsilon, fraction, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { zeros } from "./zeros.js";

export interface RmspropOptions {
  readonly learningRate: Hyperparameter;
  /** β, how much of the average of squared gradients is kept in an update. */
  readonly decay?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
  /** √(s + ε) where true, √s + ε as in PyTorch where false. */
  readonly epsilonInsideRoot?: boolean;
}

export interface RmspropState extends Record<string, TensorTree> {
  readonly secondMoment: TensorTree;
}

/**
 * RMSProp: each step is divided by the root of the moving average of squared gradients.
 *
 *     s ← β · s + (1 − β) · g²
 *     θ ← θ − lr · g / (√s + ε)
 *
 * The second moment has the shape of the parameters and starts at 0, without bias correction, as PyTorch's does.
 * Source: Tieleman and Hinton, "Lecture 6.5", COURSERA: Neural Networks for Machine Learning, 2012.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or decay is outside
 *   [0, 1)
 */
export function rmsprop(options: RmspropOptions): Optimizer<RmspropState> {
  const name = "RMSProp";
  const { learningRate, decay, epsilon, epsilonInsideRoot } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, decay: fraction, epsilon: anyEpsilon, epsilonInsideRoot: flag },
    { decay: 0.99, epsilon: 1e-8, epsilonInsideRoot: false },
  );
  return described(
    {
      name,
      init: (params) => ({ secondMoment: zeros(params) }),
      update(gradients, state) {
        const secondMoment = mapTree(
          (s, gradient) => movingAverage(decay, s, tf.square(gradient)),
          state.secondMoment,
          gradients,
        );
        const updates = mapTree(
          (gradient, s) => descent(learningRate, overRoot(gradient, s, epsilon, epsilonInsideRoot)),
          gradients,
          secondMoment,
        );
        return [updates, { secondMoment }];
      },
    },
    "rmsprop",
    { learningRate, decay, epsilon, epsilonInsideRoot },
  );
}
