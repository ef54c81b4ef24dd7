import { joint, splitMnist } from "momenta/datasets";
import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import { heldOutAccuracy, lastTask, type StateAtSwitch } from "momenta/training";
import { countGivenUp, type Method, methods, usualForms } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { TasksToJointOptions } from "../options.js";

/** An optimizer. */
export interface TasksToJointLine {
  readonly optimizer: string;
  /** Adam with bias correction, which the notes' form does not have. */
  readonly biasCorrected: boolean;
  readonly learningRate: number;
  /** Null for an optimizer without state. */
  readonly stateAtSwitch: StateAtSwitch | null;
  /** `updates[k][i]`: updates on the joint task after k tasks, with seed i + 1. */
  readonly updates: readonly (readonly number[])[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/**
 * Updates to the joint solution after training on 0, 1, … of the tasks, each learned to its criterion, for every method. The
 * runs of a seed start from the same weights for every method and every number of tasks.
 */
export async function lines(
  options: TasksToJointOptions,
  { expect, train }: Context,
): Promise<readonly TasksToJointLine[]> {
  const { seeds, maxUpdates, batchSize, hidden, tasks, stateAtSwitch } = options;
  const sequence = splitMnist(tasks);
  const all = joint(sequence);
  const streams = [...tasks, all].map((_, k) => ({ ...sequence, tasks: [...sequence.tasks.slice(0, k), all] }));
  const model = mlp([784, ...hidden, sequence.outputs]);
  const criterion = lastTask(heldOutAccuracy(options.jointCriterion), heldOutAccuracy(options.criterion));
  const entries = [
    ...Object.values<Method>(methods).map((method) => ({ method, biasCorrected: false })),
    { method: usualForms.adam, biasCorrected: true },
  ];
  expect(entries.length * seeds * streams.length, "runs");
  return onAllCores(entries, async ({ method, biasCorrected }) => {
    const { optimizer, learningRate, hasState } = method;
    const runs = await train({
      model,
      optimizer,
      stream: streams,
      criterion,
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch,
    });
    return {
      optimizer: optimizer.name,
      biasCorrected,
      learningRate,
      stateAtSwitch: hasState ? stateAtSwitch : null,
      updates: streams.map((_, k) =>
        runs.filter(({ stream }) => stream === k).map(({ updatesToCriterion }) => updatesToCriterion[k] as number),
      ),
      givenUp: countGivenUp(runs),
    };
  });
}
