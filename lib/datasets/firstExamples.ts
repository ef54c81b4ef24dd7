import { requireCount, requireDataset } from "./check.js";
import type { Dataset } from "./dataset.js";

/**
 * A data set of the first `count` training examples, its test examples as they are: a limit for streams that transform
 * every example for every task.
 *
 * On the device a task of n examples with f features takes 4 · n · f bytes: ten permuted MNIST tasks of 6,000 examples
 * 188 MB, of all 60,000 examples 1.9 GB.
 *
 * ```ts
 * const stream = permuted(firstExamples(mnist(), 6000), 10, { seed: 1 });
 * ```
 *
 * @throws RangeError where `count` is no whole number from 1 to the number of training examples
 */
export function firstExamples(dataset: Dataset, count: number): Dataset {
  requireDataset("firstExamples", dataset);
  const { train } = dataset;
  requireCount(`firstExamples of ${dataset.name}: count`, count);
  if (count > train.count) {
    throw new RangeError(`firstExamples of ${dataset.name}: count is ${count}; there are ${train.count} examples.`);
  }
  return {
    ...dataset,
    train: {
      ...train,
      count,
      inputs: train.inputs.subarray(0, count * train.features),
      labels: train.labels.subarray(0, count),
      ...(train.targets && { targets: train.targets.subarray(0, (count * train.targets.length) / train.count) }),
    },
  };
}
