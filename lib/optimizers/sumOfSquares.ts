import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";

/** Σ x² over the numbers of each replica in one leaf of shape [R, …]: [R]. */
export function sumOfSquares(leaf: Tensor): Tensor {
  return tf.sum(tf.reshape(tf.square(leaf), [leaf.shape[0] as number, -1]), 1);
}
