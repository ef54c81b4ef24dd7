import type { Tensor2D } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { requireExamples } from "./check.js";
import type { Examples } from "./dataset.js";

/**
 * Inputs as one float32 tensor [indices.length, features] in the order of `indices`, bytes scaled to [0, 1], floats as they
 * are: the table from which a compiled program gathers its batches on the device. 188 MB for all of MNIST's training images.
 *
 * The caller disposes it.
 *
 * @throws RangeError where an index is that of no example; TypeError where an argument is no such thing
 */
export function inputTable(examples: Examples, indices: Int32Array): Tensor2D {
  requireExamples("inputTable", examples);
  const { inputs, features, count } = examples;
  if (!(indices instanceof Int32Array)) throw new TypeError("inputTable: give the indices as an Int32Array.");
  const wrong = indices.find((index) => index < 0 || index >= count);
  if (wrong !== undefined) {
    throw new RangeError(`inputTable: an index is ${wrong}; give whole numbers from 0 to ${count - 1}.`);
  }
  const values = inputs instanceof Uint8Array ? scaled(inputs, features, indices) : rows(inputs, features, indices);
  return tf.tensor2d(values, [indices.length, features]);
}

function scaled(bytes: Uint8Array, features: number, indices: Int32Array): Float32Array {
  const scale = Float32Array.from({ length: 256 }, (_, brightness) => brightness / 255);
  const values = new Float32Array(indices.length * features);
  let next = 0;
  for (const index of indices) {
    const end = (index + 1) * features;
    for (let at = index * features; at < end; at++) values[next++] = scale[bytes[at] as number] as number;
  }
  return values;
}

function rows(inputs: Float32Array, features: number, indices: Int32Array): Float32Array {
  const values = new Float32Array(indices.length * features);
  indices.forEach((index, row) => {
    values.set(inputs.subarray(index * features, (index + 1) * features), row * features);
  });
  return values;
}
