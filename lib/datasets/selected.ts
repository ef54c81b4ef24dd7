import type { Examples } from "./dataset.js";

/** Some examples in the order of `indices`, copied. */
export function selected(examples: Examples, indices: readonly number[]): Examples {
  const { features, inputs: from, labels, targets, count } = examples;
  const length = indices.length * features;
  const inputs = from instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  indices.forEach((index, place) => {
    inputs.set(from.subarray(index * features, (index + 1) * features), place * features);
  });
  const chosen = Uint8Array.from(indices, (index) => labels[index] as number);
  const some = { ...examples, count: indices.length, inputs, labels: chosen };
  if (targets === undefined) return some;
  const width = targets.length / count;
  return {
    ...some,
    targets: Float32Array.from(indices.flatMap((index) => [...targets.subarray(index * width, (index + 1) * width)])),
  };
}
