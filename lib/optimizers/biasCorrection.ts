import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import type { Hyperparameter } from "./optimizer.js";

/**
 * What the weights of a moving average that starts at 0 sum to after t updates: 1 − βᵗ, shape [R].
 *
 * Taken by expm1, which keeps the digits that the difference would lose: at β = .999 the first three.
 */
export function gatheredWeight(beta: Hyperparameter, updates: Tensor): Tensor1D {
  const logarithm = typeof beta === "number" ? Math.log(beta) : tf.log(beta);
  return tf.neg(tf.expm1(tf.mul<Tensor1D>(logarithm, updates)));
}
