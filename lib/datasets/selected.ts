import type { Examples } from "./dataset.js";

/** Some examples in the order of `indices`, copied. */
export function selected(examples: Examples, indices: readonly number[]): Examples {
  const { features, inputs: from, labels } = examples;
  const length = indices.length * features;
  const inputs = from instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  indices.forEach((index, place) => {
    inputs.set(from.subarray(index * features, (index + 1) * features), place * features);
  });
  const chosen = Uint8Array.from(indices, (index) => labels[index] as number);
  return { ...examples, count: indices.length, inputs, labels: chosen };
}
