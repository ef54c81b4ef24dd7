import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";

/**
 * The exponential moving average: β · average + (1 − β) · value, for leaves of shape [R, …].
 *
 * A β given as a number leaves 1 − β exact; one given as a tensor is a float32, which at β = .999 is 5e-5 off in 1 − β.
 */
export function movingAverage(beta: Hyperparameter, average: Tensor, value: Tensor): Tensor {
  const rest = typeof beta === "number" ? 1 - beta : tf.sub<Tensor1D>(1, beta);
  return tf.add(tf.mul(alongReplicas(beta, average), average), tf.mul(alongReplicas(rest, value), value));
}
