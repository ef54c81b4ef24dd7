import type { Dataset, Examples } from "./dataset.js";

/** Examples of two rows and two columns whose inputs are 10 · index, 10 · index + 1, …, with the given labels. */
function examples(labels: readonly number[]): Examples {
  return {
    count: labels.length,
    shape: [2, 2, 1],
    features: 4,
    inputs: Uint8Array.from(labels.flatMap((_, index) => [0, 1, 2, 3].map((pixel) => 10 * index + pixel))),
    labels: Uint8Array.from(labels),
  };
}

/** Eight training and five test examples of four classes. */
export const tiny: Dataset = {
  name: "tiny",
  classes: 4,
  train: examples([0, 3, 1, 3, 2, 0, 1, 2]),
  test: examples([3, 2, 0, 1, 1]),
};
