import { requireKnown } from "../arguments/index.js";
import { random } from "../engine/index.js";
import { requireCount, requireDataset } from "./check.js";
import type { Dataset } from "./dataset.js";
import { draws } from "./draws.js";
import type { SeedOptions } from "./permuted.js";
import { type Stream, type Task, wholeTask } from "./task.js";

/**
 * A stream of `tasks` tasks, all examples of the data set in each: in the first every class has the output unit of its own
 * number, in every further one the classes are dealt out to the units in a random order.
 *
 * Every task has its examples on the device once more (`firstExamples` says how large they are, and limits them).
 *
 * Source: Elsayed and Mahmood, "Addressing loss of plasticity and catastrophic forgetting in continual learning", ICLR
 * 2024, label-permuted EMNIST.
 *
 * @throws RangeError where `tasks` is no whole number of at least 1
 */
export function labelShuffled(dataset: Dataset, tasks: number, options: SeedOptions): Stream {
  requireDataset("labelShuffled", dataset);
  if (dataset.classes === 0) {
    throw new Error(`labelShuffled: ${dataset.name} is one of regression; give a data set of classes.`);
  }
  requireCount("labelShuffled: tasks", tasks);
  requireKnown("labelShuffled", options, ["seed"]);
  const { seed } = options;
  const made = Array.from({ length: tasks }, (_, at): Task => {
    const whole = wholeTask(`labels ${at + 1}`, dataset);
    const { shuffle } = random(seed, draws.labels + at);
    if (at === 0) return whole;
    const units = shuffle(Int32Array.from(whole.unitOfClass));
    return { ...whole, unitOfClass: [...units] };
  });
  return { tasks: made, outputs: dataset.classes };
}
