import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import { nonNegative, positive } from "./check.js";
import type { CurvatureOptimizer } from "./curvatureOptimizer.js";
import type { IdbdOptions } from "./idbd.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";
import { adapted, initialStepSizes, normalizedMetaGradients, type StepSizeState, tracedStep } from "./stepSizes.js";
import { zeros } from "./zeros.js";

export interface AutostepOptions extends Pick<IdbdOptions, "initialRate"> {
  /** The most by which the logarithm of a step size changes in an update, μ. */
  readonly metaRate?: Hyperparameter;
  /** τ: the normalizer forgets at the rate α · κ / τ. */
  readonly timeConstant?: Hyperparameter;
}

export const autostepSchema = { initialRate: positive, metaRate: nonNegative, timeConstant: positive };
export const autostepDefaults = { metaRate: 0.01, timeConstant: 1e4 };

export interface AutostepState extends StepSizeState {
  /** v, about the largest |g · h| of late, in the shape of the parameters. */
  readonly normalizer: TensorTree;
}

/**
 * Autostep: IDBD whose meta-gradient is divided by its recent maximum, and whose steps do not overshoot, so that one
 * metaRate suits every problem.
 *
 *     v ← max(|g · h|, v + α · κ / τ · (|g · h| − v))
 *     α ← α · exp(−metaRate · g · h / v)                where v > 0
 *     α ← α / max(Σ α · κ, 1)                           the sum over all parameters of the replica
 *     θ ← θ − α · g
 *     h ← h · (1 − α · κ) − α · g
 *
 * κ is the curvature as for `idbd`; the parameters of a replica are those of one linear unit. α starts at initialRate,
 * h and v at 0. For networks there is `normalizedIdbd`.
 * Source: Mahmood, Sutton, Degris and Pilarski, "Tuning-free step-size adaptation", ICASSP 2012, table 1.
 *
 * @throws RangeError where metaRate is negative or not finite, or initialRate or timeConstant not above 0
 */
export function autostep(options: AutostepOptions): CurvatureOptimizer<AutostepState> {
  const name = "Autostep";
  const { initialRate, metaRate, timeConstant } = completeOptions(name, options, autostepSchema, autostepDefaults);
  return {
    name,
    init: (params) => ({ ...initialStepSizes(params, initialRate), normalizer: zeros(params) }),
    update(gradients, state, _params, curvature) {
      const [metaGradients, normalizer] = normalizedMetaGradients(state, gradients, curvature, timeConstant);
      const wanted = adapted(state.stepSizes, metaRate, metaGradients);
      const overshoot = tf.maximum<Tensor1D>(sumOfProducts(wanted, curvature), 1);
      const stepSizes = mapTree((alpha) => tf.div(alpha, alongReplicas(overshoot, alpha)), wanted);
      const [updates, next] = tracedStep(stepSizes, state.trace, gradients, curvature);
      return [updates, { ...next, normalizer }];
    },
  };
}

/** Σ a · b over all parameters of each replica, shape [R]. */
function sumOfProducts(a: TensorTree, b: TensorTree): Tensor1D {
  const products = leaves<Tensor>(mapTree((left, right) => tf.mul(left, right), a, b));
  return tf.addN(products.map((leaf) => tf.sum<Tensor1D>(tf.reshape(leaf, [leaf.shape[0] as number, -1]), 1)));
}
