import { completeOptions, number } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { anyEpsilon, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";

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
 * @throws RangeError where learningRate, epsilon or initialSum is negative or not finite, or epsilon vanishes in float32
 */
export function adagrad(options: AdagradOptions): Optimizer<AdagradState> {
  const name = "AdaGrad";
  const { learningRate, epsilon, initialSum } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, epsilon: anyEpsilon, initialSum: number(nonNegative.allowed, (value) => value >= 0) },
    { epsilon: 1e-10, initialSum: 0 },
  );
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
          (gradient, sum) => descent(learningRate, overRoot(gradient, sum, epsilon)),
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
