import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { requireNonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { root } from "./root.js";

export interface AdagradOptions {
  readonly learningRate: Hyperparameter;
  readonly epsilon?: Hyperparameter;
  /** Where the sum of squares starts: 0 in PyTorch, .1 in optax and Keras. */
  readonly initialSum?: number;
}

export interface AdagradState extends Record<string, TensorTree> {
  readonly sumOfSquares: TensorTree;
}

/**
 * AdaGrad: each step is divided by the root of the sum of all squared gradients so far.
 *
 *     G ← G + g²
 *     θ ← θ − lr · g / (√G + ε)
 *
 * The sum has the shape of the parameters.
 * Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization",
 * JMLR 12, 2011, figure 1, with diagonal matrices.
 *
 * @throws Error where learningRate, epsilon or initialSum is negative or not finite
 */
export function adagrad({ learningRate, epsilon = 1e-10, initialSum = 0 }: AdagradOptions): Optimizer<AdagradState> {
  const name = "AdaGrad";
  requireNonNegative(name, "learningRate", learningRate);
  requireNonNegative(name, "epsilon", epsilon);
  requireNonNegative(name, "initialSum", initialSum);
  return described(
    {
      name,
      init: (params) => ({ sumOfSquares: mapTree((parameter) => tf.fill(parameter.shape, initialSum), params) }),
      update(gradients, state) {
        const sumOfSquares = mapTree(
          (sum, gradient) => tf.add(sum, tf.square(gradient)),
          state.sumOfSquares,
          gradients,
        );
        const updates = mapTree(
          (gradient, sum) => descent(learningRate, tf.div(gradient, root(sum, epsilon, false))),
          gradients,
          sumOfSquares,
        );
        return [updates, { sumOfSquares }];
      },
    },
    "adagrad",
    { learningRate, epsilon, initialSum },
  );
}
