import type { Dataset, Examples } from "./dataset.js";

type Inputs = Examples["inputs"];

/**
 * A data set with every input transformed.
 *
 * @param transform writes the input that starts at `start` of `from` to the same place of `to`
 */
export function transformed(
  dataset: Dataset,
  name: string,
  transform: (from: Inputs, to: Inputs, start: number) => void,
): Dataset {
  const ofPart = (examples: Examples): Examples => {
    const { inputs, count, features } = examples;
    const to = inputs instanceof Uint8Array ? new Uint8Array(count * features) : new Float32Array(count * features);
    for (let start = 0; start < to.length; start += features) transform(inputs, to, start);
    return { ...examples, inputs: to };
  };
  return { ...dataset, name: `${dataset.name}, ${name}`, train: ofPart(dataset.train), test: ofPart(dataset.test) };
}
