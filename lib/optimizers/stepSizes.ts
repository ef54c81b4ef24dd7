import type { Tensor } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { descent } from "./descent.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";
import { zeros } from "./zeros.js";

/** What the methods remember that learn a step size for every parameter, each in the shape of the parameters. */
export interface StepSizeState extends Record<string, TensorTree> {
  /** α. */
  readonly stepSizes: TensorTree;
  /** h, an estimate of how the parameter depends on the logarithm of its step size, ∂θ / ∂ ln α. */
  readonly trace: TensorTree;
}

/** The same step size everywhere, and the trace at 0. */
export function initialStepSizes(params: TensorTree, initialRate: Hyperparameter): StepSizeState {
  const stepSizes = mapTree((leaf) => tf.mul(tf.onesLike(leaf), alongReplicas(initialRate, leaf)), params);
  return { stepSizes, trace: zeros(params) };
}

/** α · exp(−metaRate · metaGradients). */
export function adapted(stepSizes: TensorTree, metaRate: Hyperparameter, metaGradients: TensorTree): TensorTree {
  return mapTree(
    (alpha, metaGradient) => tf.mul(alpha, tf.exp(descent(metaRate, metaGradient))),
    stepSizes,
    metaGradients,
  );
}

/**
 * Autostep's normalized meta-gradient m / v, in [−1, 1], 0 where v is 0, and the normalizer v.
 *
 *     m = g · h
 *     v ← max(|m|, v + α · κ / τ · (|m| − v))           κ: curvature
 */
export function normalizedMetaGradients(
  { stepSizes, trace, normalizer }: StepSizeState & { readonly normalizer: TensorTree },
  gradients: TensorTree,
  curvature: TensorTree,
  timeConstant: Hyperparameter,
): [metaGradients: TensorTree, normalizer: TensorTree] {
  const raw = mapTree((gradient, h) => tf.mul(gradient, h), gradients, trace);
  const largest = mapTree(
    (v, m, alpha, kappa) => {
      const rate = tf.div(tf.mul(alpha, kappa), alongReplicas(timeConstant, alpha));
      return tf.maximum(tf.abs(m), tf.add(v, tf.mul(rate, tf.sub(tf.abs(m), v))));
    },
    normalizer,
    raw,
    stepSizes,
    curvature,
  );
  return [mapTree((m, v) => tf.divNoNan(m, v), raw, largest), largest];
}

/** The step −α · g, and the trace after it, h ← h · [1 − α · κ]⁺ − α · g; κ is the curvature. */
export function tracedStep(
  stepSizes: TensorTree,
  trace: TensorTree,
  gradients: TensorTree,
  curvature: TensorTree,
): [updates: TensorTree, state: StepSizeState] {
  const updates = mapTree((alpha, gradient) => tf.neg(tf.mul(alpha, gradient)), stepSizes, gradients);
  const kept = (h: Tensor, alpha: Tensor, kappa: Tensor) => tf.mul(h, tf.relu(tf.sub(1, tf.mul(alpha, kappa))));
  const next = mapTree(
    (h, alpha, kappa, update) => tf.add(kept(h, alpha, kappa), update),
    trace,
    stepSizes,
    curvature,
    updates,
  );
  return [updates, { stepSizes, trace: next }];
}
