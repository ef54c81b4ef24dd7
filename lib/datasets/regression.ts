import { requireKnown } from "../arguments/index.js";
import { dataset, type TargetExamples } from "./ownDataset.js";
import { type Stream, wholeStream } from "./task.js";

/**
 * A task of regression, as a stream of its own: a model learns to give the targets, by `squaredError` for one.
 *
 * ```ts
 * const stream = regression("line", { inputs: [[0], [1], [2]], targets: [[1], [3], [5]] });
 * const runs = await train({ stream, loss: squaredError, model: linear(1, 1), … });
 * ```
 *
 * Several tasks in turn are `{ ...first, tasks: [...first.tasks, ...second.tasks] }`.
 *
 * @param test examples to evaluate on; none where left out
 * @throws RangeError, TypeError where `dataset` does
 */
export function regression(name: string, train: TargetExamples, test?: TargetExamples): Stream {
  requireKnown(`regression ${name}: train`, train, ["inputs", "targets"]);
  return wholeStream(dataset({ ...train, name, ...(test && { test }) }));
}
