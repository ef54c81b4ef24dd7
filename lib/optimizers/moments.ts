import type { Tensor } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { movingAverage } from "./movingAverage.js";
import type { Hyperparameter } from "./optimizer.js";
import { zeros } from "./zeros.js";

/** The moving averages of the gradients and of their squares, each in the shape of the parameters. */
export interface Moments extends Record<string, TensorTree> {
  readonly firstMoment: TensorTree;
  readonly secondMoment: TensorTree;
}

export interface CountedMoments extends Moments {
  /** t, the updates since `init`, shape [R]. */
  readonly updates: Tensor;
}

/** Both moments at 0. */
export function zeroMoments(params: TensorTree): Moments {
  return { firstMoment: zeros(params), secondMoment: zeros(params) };
}

/** m ← β₁ · m + (1 − β₁) · g,   s ← β₂ · s + (1 − β₂) · g². */
export function nextMoments(
  gradients: TensorTree,
  { firstMoment, secondMoment }: Moments,
  beta1: Hyperparameter,
  beta2: Hyperparameter,
): Moments {
  return {
    firstMoment: mapTree((m, gradient) => movingAverage(beta1, m, gradient), firstMoment, gradients),
    secondMoment: mapTree((s, gradient) => movingAverage(beta2, s, tf.square(gradient)), secondMoment, gradients),
  };
}
