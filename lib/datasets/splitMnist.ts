import type { Dataset } from "./dataset.js";
import { mnist } from "./mnist.js";
import { type SplitOptions, split } from "./split.js";
import type { Stream } from "./task.js";

/**
 * Split MNIST: a stream of tasks, each the digits of one entry. A task that comes again is the same object, its examples listed once.
 *
 * ```ts
 * const stream = splitMnist([[1, 2], [3, 4], [1, 2]]);
 * ```
 *
 * Source: Zenke, Poole, Ganguli, "Continual learning through synaptic intelligence", ICML 2017.
 *
 * @throws Error where `split` does
 */
export function splitMnist(
  tasks: readonly (readonly number[])[],
  dataset: Dataset = mnist(),
  options?: SplitOptions,
): Stream {
  return split(dataset, tasks, options);
}
