import { completeOptions } from "../arguments/index.js";
import { hessian, tf, valueAndGradient } from "../engine/index.js";
import { nonNegative } from "./check.js";
import { descent } from "./descent.js";
import type { ObjectiveOptimizer } from "./objectiveOptimizer.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";
import type { SgdState } from "./sgd.js";
import { solve } from "./solve.js";
import { fromVectors, onVectors, toVectors } from "./vectors.js";

export interface NewtonOptions {
  /** Share of the step that is taken; 1, Newton's own, goes to the stationary point of the quadratic model. */
  readonly learningRate?: Hyperparameter;
  /**
   * λ, added to the diagonal of the Hessian. Without it the steps go to whatever stationary point is near, a saddle or a
   * maximum too; above −λ_min of an indefinite Hessian they descend.
   */
  readonly damping?: Hyperparameter;
}

/**
 * Newton's method with the exact Hessian.
 *
 *     θ ← θ − lr · (H + λ · I)⁻¹ · g
 *
 * For n parameters an update takes n Hessian-vector products, O(n²) memory and, to solve, O(n³) work. The step of a
 * replica whose H + λ · I is singular is not finite.
 * Source: Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, equation 2.15; the damping: Levenberg, "A
 * method for the solution of certain non-linear problems in least squares", 1944.
 *
 * @throws RangeError where learningRate or damping is negative or not finite
 */
export function newton(options: NewtonOptions = {}): ObjectiveOptimizer<SgdState> {
  const name = "Newton";
  const { learningRate, damping } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, damping: nonNegative },
    { learningRate: 1, damping: 0 },
  );
  return {
    name,
    takes: "objective",
    init: () => ({}),
    update(objective, _state, params) {
      const fn = onVectors(objective, params);
      const point = toVectors(params);
      const { gradient } = valueAndGradient(fn, point);
      const curvature = hessian(fn, point);
      const damped = tf.add(curvature, tf.mul(alongReplicas(damping, curvature), tf.eye(point.shape[1] as number)));
      return [fromVectors(descent(learningRate, solve(damped, gradient)), params), {}];
    },
  };
}
