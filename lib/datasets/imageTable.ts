import type { Tensor2D } from "@tensorflow/tfjs";
import { tf } from "../engine/tensorflow.js";
import type { Examples } from "./dataset.js";

/**
 * Images as one float32 tensor [indices.length, features] scaled to [0, 1], in the order of `indices`: the table from
 * which a compiled program gathers its batches on the device. 188 MB for all of MNIST's training images.
 *
 * The caller disposes it.
 */
export function imageTable({ images, features }: Examples, indices: Int32Array): Tensor2D {
  const scaled = Float32Array.from({ length: 256 }, (_, brightness) => brightness / 255);
  const pixels = new Float32Array(indices.length * features);
  let next = 0;
  for (const index of indices) {
    const end = (index + 1) * features;
    for (let pixel = index * features; pixel < end; pixel++) pixels[next++] = scaled[images[pixel] as number] as number;
  }
  return tf.tensor2d(pixels, [indices.length, features]);
}
