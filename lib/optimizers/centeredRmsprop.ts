import { completeOptions, flag } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { anyEpsilon, fraction, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Optimizer } from "./optimizer.js";
import type { RmspropOptions } from "./rmsprop.js";
import { overRoot } from "./root.js";
import { zeros } from "./zeros.js";

export interface CenteredRmspropState extends Record<string, TensorTree> {
  readonly firstMoment: TensorTree;
  readonly variance: TensorTree;
}

/**
 * Centered RMSProp: each step is divided by the moving standard deviation of the gradient.
 *
 *     v ← β · (v + (1 − β) · (g − m)²)
 *     m ← β · m + (1 − β) · g
 *     θ ← θ − lr · g / (√v + ε)
 *
 * v is s − m², the second moment less the square of the first, written so that rounding cannot make it negative; the
 * difference can be, and its root is then NaN. Both have the shape of the parameters and start at 0.
 * Graves has ε inside the root.
 * Source: Graves, "Generating sequences with recurrent neural networks", arXiv 1308.0850, 2013, equations 38 to 41.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or decay is outside
 *   [0, 1)
 */
export function centeredRmsprop(options: RmspropOptions): Optimizer<CenteredRmspropState> {
  const name = "Centered RMSProp";
  const { learningRate, decay, epsilon, epsilonInsideRoot } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, decay: fraction, epsilon: anyEpsilon, epsilonInsideRoot: flag },
    { decay: 0.99, epsilon: 1e-8, epsilonInsideRoot: false },
  );
  return described(
    {
      name,
      init: (params) => ({ firstMoment: zeros(params), variance: zeros(params) }),
      update(gradients, state) {
        const variance = mapTree(
          (v, m, gradient) => movingAverage(decay, v, tf.mul(alongReplicas(decay, m), tf.square(tf.sub(gradient, m)))),
          state.variance,
          state.firstMoment,
          gradients,
        );
        const firstMoment = mapTree((m, gradient) => movingAverage(decay, m, gradient), state.firstMoment, gradients);
        const updates = mapTree(
          (gradient, v) => descent(learningRate, overRoot(gradient, v, epsilon, epsilonInsideRoot)),
          gradients,
          variance,
        );
        return [updates, { firstMoment, variance }];
      },
    },
    "centeredRmsprop",
    { learningRate, decay, epsilon, epsilonInsideRoot },
  );
}
