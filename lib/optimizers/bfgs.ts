import type { Tensor } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { tf } from "../engine/index.js";
import type { ObjectiveOptimizer } from "./objectiveOptimizer.js";
import {
  type QuasiNewtonCounts,
  type QuasiNewtonOptions,
  quasiNewtonDefaults,
  quasiNewtonSchema,
  quasiNewtonStep,
} from "./quasiNewton.js";
import { requireWolfe } from "./strongWolfe.js";
import { noUpdates } from "./updateCount.js";
import { dot, fromVectors, matrixVectorProduct, outerProduct, over, toVectors } from "./vectors.js";

export interface BfgsState extends QuasiNewtonCounts {
  /** The approximation of H⁻¹, [R, n, n], over all parameters in the order of `flatten`. */
  readonly inverseHessian: Tensor;
}

/**
 * The method of Broyden, Fletcher, Goldfarb and Shanno: it learns the inverse Hessian B from steps and gradients.
 *
 *     θ⁺ = θ − α · B · g                           α by a line search, strong Wolfe conditions
 *     s = θ⁺ − θ,   y = g(θ⁺) − g(θ),   ρ = 1 / (s · y)
 *     B ← (I − ρ · s · yᵀ) · B · (I − ρ · y · sᵀ) + ρ · s · sᵀ       where s · y > 0
 *
 * B starts as the identity and is not rescaled. With n parameters it takes O(n²) memory and work.
 * Both gradients of an update belong to the objective that it is given, so that it may be another one in every update.
 * Source: Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithm 6.1 and equation 6.17; the line
 * search: algorithms 3.5 and 3.6.
 *
 * @throws RangeError where learningRate is not above 0, sufficientDecrease or curvature is outside [0, 1), curvature is not
 *   above sufficientDecrease, or maximalTrials is no whole number above 0
 */
export function bfgs(given: QuasiNewtonOptions = {}): ObjectiveOptimizer<BfgsState> {
  const name = "BFGS";
  const { learningRate, ...options } = completeOptions(name, given, quasiNewtonSchema, quasiNewtonDefaults);
  requireWolfe(name, options);
  return {
    name,
    takes: "objective",
    init(params) {
      const [replicas, n] = toVectors(params).shape as [number, number];
      return {
        inverseHessian: tf.tile(tf.eye(n, n, [1]), [replicas, 1, 1]),
        pairs: noUpdates(params),
        evaluations: noUpdates(params),
      };
    },
    update(objective, { inverseHessian, ...counted }, params) {
      const direction = (gradient: Tensor) => tf.neg(matrixVectorProduct(inverseHessian, gradient));
      const { step, gradientChange, inverseCurvature, counts } = quasiNewtonStep(
        objective,
        params,
        counted,
        direction,
        learningRate,
        options,
      );
      return [
        fromVectors(step, params),
        { inverseHessian: learned(inverseHessian, step, gradientChange, inverseCurvature), ...counts },
      ];
    },
  };
}

/** The update of B, multiplied out; with ρ = 0 it is B itself. */
function learned(matrix: Tensor, s: Tensor, y: Tensor, rho: Tensor): Tensor {
  const product = matrixVectorProduct(matrix, y);
  const weight = tf.mul(rho, tf.add(1, tf.mul(rho, dot(y, product))));
  const cross = tf.add(outerProduct(product, s), outerProduct(s, product));
  return tf.sub(tf.add(matrix, tf.mul(over(matrix, weight), outerProduct(s, s))), tf.mul(over(matrix, rho), cross));
}
