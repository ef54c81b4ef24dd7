import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { alongReplicas, type Hyperparameter } from "./optimizer.js";

/** −learningRate · direction for one leaf of shape [R, …]. */
export function descent(learningRate: Hyperparameter, direction: Tensor): Tensor {
  const rate = typeof learningRate === "number" ? -learningRate : tf.neg(learningRate);
  return tf.mul(alongReplicas(rate, direction), direction);
}
