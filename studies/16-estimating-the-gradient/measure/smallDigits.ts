import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { inputTable, mnist } from "momenta/datasets";
import { tf } from "momenta/engine";

/** Of an image. */
export const PIXELS = 49;

/** MNIST digits as images of 7 × 7 pixels, each the mean of 4 × 4, [n, 49], and one-hot labels [n, 10]. */
export function smallDigits(of: "train" | "test", indices: Int32Array): { images: Tensor2D; labels: Tensor2D } {
  const set = mnist()[of];
  const square = tf.reshape(inputTable(set, indices), [-1, 28, 28, 1]) as Tensor4D;
  const labels = tf.tensor1d(
    Array.from(indices, (index) => set.labels[index] as number),
    "int32",
  );
  return {
    images: tf.reshape(tf.avgPool(square, 4, 4, "valid"), [-1, PIXELS]) as Tensor2D,
    labels: tf.cast(tf.oneHot(labels, 10), "float32") as Tensor2D,
  };
}
