import type { Dataset } from "./dataset.js";
import { mnist } from "./mnist.js";
import { type Stream, type Task, task } from "./task.js";

/**
 * Split MNIST: a stream of tasks, each the digits of one entry. A task that comes again is the same object, its examples listed once.
 *
 * ```ts
 * const stream = splitMnist([[1, 2], [3, 4], [1, 2]]);
 * ```
 *
 * Source: Zenke, Poole, Ganguli, "Continual learning through synaptic intelligence", ICML 2017.
 *
 * @throws Error where there is no task, or one that `task` refuses
 */
export function splitMnist(tasks: readonly (readonly number[])[], dataset: Dataset = mnist()): Stream {
  if (tasks.length === 0) throw new Error("splitMnist: there is no task; give at least one list of digits.");
  const known = new Map<string, Task>();
  const made = tasks.map((classes) => {
    const key = classes.join();
    const first = known.get(key) ?? task(classes, dataset);
    known.set(key, first);
    return first;
  });
  return { dataset, tasks: made };
}
