import { requireOptions } from "../arguments/index.js";
import { mapTree, tf } from "../engine/index.js";
import { nonNegative, positive } from "./check.js";
import type { CurvatureOptimizer } from "./curvatureOptimizer.js";
import type { Hyperparameter } from "./optimizer.js";
import { adapted, initialStepSizes, type StepSizeState, tracedStep } from "./stepSizes.js";

export interface IdbdOptions {
  /** The rate at which the logarithms of the step sizes are learned; Sutton's θ. The larger the squared error, the smaller it has to be. */
  readonly metaRate: Hyperparameter;
  /** The step size that every parameter starts with. */
  readonly initialRate: Hyperparameter;
}

/**
 * IDBD, incremental delta-bar-delta: gradient descent on the loss by the logarithm of each parameter's own step size.
 *
 *     α ← α · exp(−metaRate · g · h)
 *     θ ← θ − α · g
 *     h ← h · [1 − α · κ]⁺ − α · g
 *
 * κ is the curvature, `update`'s fourth argument: xᵢ² for the weight of input xᵢ of a linear unit (`CurvatureOptimizer`),
 * for which, with g = −δ · xᵢ, this is the paper's algorithm. [·]⁺ is 0 for what is negative. α starts at initialRate, h at 0.
 * For networks there is `idbdDeep`.
 * Source: Sutton, "Adapting bias by gradient descent: an incremental version of delta-bar-delta", AAAI 1992, figure 2.
 *
 * @throws RangeError where metaRate is negative or not finite, or initialRate not above 0
 */
export function idbd(options: IdbdOptions): CurvatureOptimizer<StepSizeState> {
  const name = "IDBD";
  requireOptions(name, options, { metaRate: nonNegative, initialRate: positive });
  const { metaRate, initialRate } = options;
  return {
    name,
    init: (params) => initialStepSizes(params, initialRate),
    update(gradients, { stepSizes, trace }, _params, curvature) {
      const metaGradients = mapTree((gradient, h) => tf.mul(gradient, h), gradients, trace);
      return tracedStep(adapted(stepSizes, metaRate, metaGradients), trace, gradients, curvature);
    },
  };
}
