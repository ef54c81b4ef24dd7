import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";

/** The parameters of R fully connected layers: kernel [R, inputs, outputs], bias [R, 1, outputs]. */
export interface Dense extends Record<string, Tensor> {
  readonly kernel: Tensor;
  readonly bias: Tensor;
}

/** inputs · kernel + bias, shape [R, B, outputs], for inputs [R, B, inputs] or, the same for all replicas, [B, inputs]. */
export function dense(inputs: Tensor, { kernel, bias }: Dense): Tensor {
  return tf.add(inputs.rank === 2 ? sharedProduct(inputs, kernel) : tf.matMul(inputs, kernel), bias);
}

/** [B, inputs] times [R, inputs, outputs] as one wide product, [B, inputs] · [inputs, R · outputs], in place of R narrow ones. */
function sharedProduct(inputs: Tensor, kernel: Tensor): Tensor {
  const [replicas, width, outputs] = kernel.shape as [number, number, number];
  const wide = tf.reshape(tf.transpose(kernel, [1, 0, 2]), [width, replicas * outputs]);
  const product = tf.reshape(tf.matMul(inputs, wide), [-1, replicas, outputs]);
  return tf.transpose(product, [1, 0, 2]);
}
