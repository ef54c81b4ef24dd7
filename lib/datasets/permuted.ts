import { requireKnown } from "../arguments/index.js";
import { random } from "../engine/index.js";
import { requireCount, requireDataset } from "./check.js";
import type { Dataset } from "./dataset.js";
import { draws } from "./draws.js";
import { outputsOf, type Stream, wholeTask } from "./task.js";
import { transformed } from "./transformed.js";

/** What the random choices of a stream depend on. */
export interface SeedOptions {
  /** The same seed gives the same stream, and a longer one begins as a shorter one does. */
  readonly seed: number;
}

/**
 * A stream of `tasks` tasks, all classes of the data set in each: the first sees the features as they are, every further
 * one in a random order of its own, the same for all examples.
 *
 * Every task has a copy of the data set on the host, and of the examples that are used on the device (`firstExamples`
 * says how large it is, and limits it).
 *
 * Source: Goodfellow, Mirza, Xiao, Courville, Bengio, "An empirical investigation of catastrophic forgetting in
 * gradient-based neural networks", 2013, arXiv 1312.6211.
 *
 * @throws RangeError where `tasks` is no whole number of at least 1
 */
export function permuted(dataset: Dataset, tasks: number, options: SeedOptions): Stream {
  requireDataset("permuted", dataset);
  requireCount("permuted: tasks", tasks);
  requireKnown("permuted", options, ["seed"]);
  const { seed } = options;
  const made = Array.from({ length: tasks }, (_, at) => {
    const name = `permutation ${at + 1}`;
    const { shuffle } = random(seed, draws.permutations + at);
    if (at === 0) return wholeTask(name, dataset);
    const order = shuffle(identity(dataset.train.features));
    return wholeTask(
      name,
      transformed(dataset, name, (from, to, start) => {
        for (let place = 0; place < order.length; place++) {
          to[start + place] = from[start + (order[place] as number)] as number;
        }
      }),
    );
  });
  return { tasks: made, outputs: outputsOf(dataset) };
}

function identity(length: number): Int32Array {
  return Int32Array.from({ length }, (_, place) => place);
}
