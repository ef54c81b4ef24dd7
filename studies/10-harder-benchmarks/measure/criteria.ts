import { joint, type Task } from "momenta/datasets";
import type { Model } from "momenta/models";
import { mean } from "momenta/statistics";
import { fixedUpdates } from "momenta/training";
import { type Benchmark, methods } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { HarderBenchmarksOptions } from "../options.js";

/** The accuracies at which a task, and all tasks together, count as learned. */
export interface Criteria {
  readonly task: number;
  readonly joint: number;
}

/** Seeds none of which is compared. */
const SEEDS = [1001, 1002, 1003, 1004, 1005];

/** How many runs `findCriteria` makes. */
export function referenceRuns({ stream }: Benchmark): number {
  return SEEDS.length * (stream.tasks.length + 1);
}

/**
 * What plain SGD reaches from scratch after the reference updates, rounded down to a percent: the least of all tasks is the
 * criterion of a task, so that every one can be learned, that of the joint task its own.
 */
export async function findCriteria(
  { stream, heldOut }: Benchmark,
  model: Model,
  options: HarderBenchmarksOptions,
  { train }: Context,
): Promise<Criteria> {
  const accuracies = async (tasks: readonly Task[], updates: number) => {
    const runs = await train({
      model,
      batchSize: options.batchSize,
      optimizer: methods.sgd.optimizer,
      stream: tasks.map((task) => ({ tasks: [task], outputs: stream.outputs })),
      criterion: { ...fixedUpdates(updates), heldOutExamples: heldOut },
      stateAtSwitch: "reset",
      seeds: SEEDS,
      accuracyMatrix: true,
    });
    return tasks.map((_, at) =>
      mean(runs.filter((run) => run.stream === at).map((run) => run.accuracyMatrix?.afterTask[0]?.[0] as number)),
    );
  };
  const [alone, together] = await Promise.all([
    accuracies(stream.tasks, options.referenceUpdates),
    accuracies([joint(stream)], options.jointReferenceUpdates),
  ]);
  const leastPercent = (all: readonly number[]) => Math.floor(100 * Math.min(...all)) / 100;
  return { task: leastPercent(alone), joint: leastPercent(together) };
}
