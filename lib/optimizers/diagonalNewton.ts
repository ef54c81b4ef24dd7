import { completeOptions } from "../arguments/index.js";
import { hessianDiagonal, tf, valueAndGradient } from "../engine/index.js";
import { anyEpsilon, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import type { ObjectiveOptimizer } from "./objectiveOptimizer.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";
import { quotient } from "./root.js";
import type { SgdState } from "./sgd.js";
import { fromVectors, onVectors, toVectors } from "./vectors.js";

export interface DiagonalNewtonOptions {
  readonly learningRate?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
}

/**
 * Newton's method with the diagonal of the Hessian in place of the whole: a learning rate for every parameter.
 *
 *     θᵢ ← θᵢ − lr · gᵢ / (|hᵢᵢ| + ε)
 *
 * The diagonal is exact, n Hessian-vector products for n parameters. The absolute value makes every step a descent.
 * Source: LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998, section 9.1, where the diagonal is averaged over
 * examples and approximated.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, or epsilon vanishes in float32
 */
export function diagonalNewton(options: DiagonalNewtonOptions = {}): ObjectiveOptimizer<SgdState> {
  const name = "Diagonal Newton";
  const { learningRate, epsilon } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, epsilon: anyEpsilon },
    { learningRate: 1, epsilon: 1e-8 },
  );
  return {
    name,
    takes: "objective",
    init: () => ({}),
    update(objective, _state, params) {
      const fn = onVectors(objective, params);
      const point = toVectors(params);
      const { gradient } = valueAndGradient(fn, point);
      const curvature = tf.abs(hessianDiagonal(fn, point));
      const scaled = quotient(gradient, tf.add(curvature, alongReplicas(epsilon, curvature)), epsilon);
      return [fromVectors(descent(learningRate, scaled), params), {}];
    },
  };
}
