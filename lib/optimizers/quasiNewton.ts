import type { Tensor } from "@tensorflow/tfjs";
import { type TensorTree, tf, valueAndGradient } from "../engine/index.js";
import { positive } from "./check.js";
import type { Hyperparameter } from "./optimizer.js";
import { type LineSearchOptions, lineSearchDefaults, lineSearchSchema, strongWolfe } from "./strongWolfe.js";
import { counted } from "./updateCount.js";
import { dot, onVectors, over, toVectors } from "./vectors.js";

export interface QuasiNewtonOptions extends LineSearchOptions {
  /** The first step that each line search tries; the search may take another. */
  readonly learningRate?: Hyperparameter;
}

export const quasiNewtonSchema = { learningRate: positive, ...lineSearchSchema };
export const quasiNewtonDefaults = { learningRate: 1, ...lineSearchDefaults };

/** What every quasi-Newton method counts, shape [R] each. */
export interface QuasiNewtonCounts extends Record<string, TensorTree> {
  /** Pairs of step and gradient change that were learned from: those with s · y > 0. */
  readonly pairs: Tensor;
  /** Evaluations of the objective and its gradient: one for every update, and one for every trial of its line search. */
  readonly evaluations: Tensor;
}

/** One line search, and what there is to learn from it. */
export interface QuasiNewtonStep {
  /** s, the step taken, [R, n]. */
  readonly step: Tensor;
  /** y, by how much the gradient changed over it, [R, n]. */
  readonly gradientChange: Tensor;
  /** 1 / (s · y), shape [R]; 0 where s · y ≤ 0, from which a positive definite matrix can learn nothing. */
  readonly inverseCurvature: Tensor;
  readonly counts: QuasiNewtonCounts;
}

/**
 * Searches along direction(g). The first trial is the learning rate or, as long as nothing was learned about the scale,
 * lr · min(1, 1 / ‖g‖₁), as in PyTorch.
 */
export function quasiNewtonStep<Params extends TensorTree>(
  objective: (params: Params) => Tensor,
  params: Params,
  { pairs, evaluations }: QuasiNewtonCounts,
  direction: (gradient: Tensor) => Tensor,
  learningRate: Hyperparameter,
  options: Required<LineSearchOptions>,
): QuasiNewtonStep {
  const fn = onVectors(objective, params);
  const evaluate = (points: Tensor) => valueAndGradient(fn, points);
  const point = toVectors(params);
  const start = evaluate(point);
  const along = direction(start.gradient);
  const cautious = tf.minimum(1, tf.reciprocal(tf.sum(tf.abs(start.gradient), 1)));
  const firstTrial = tf.mul(learningRate, tf.where(tf.greater(pairs, 0), tf.onesLike(cautious), cautious));

  const found = strongWolfe(evaluate, point, start, along, firstTrial, options);
  const step = tf.mul(over(along, found.step), along);
  const gradientChange = tf.sub(found.gradient, start.gradient);
  const curvature = dot(step, gradientChange);
  const learned = tf.greater(curvature, 0);
  return {
    step,
    gradientChange,
    inverseCurvature: tf.where(learned, tf.reciprocal(curvature), tf.zerosLike(curvature)),
    counts: {
      pairs: tf.add(pairs, tf.cast(learned, "int32")),
      evaluations: tf.add(evaluations, counted(found.trials)),
    },
  };
}
