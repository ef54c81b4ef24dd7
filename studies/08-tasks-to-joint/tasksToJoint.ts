import { joint, splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { adam } from "momenta/optimizers";
import { heldOutAccuracy, lastTask, type StateAtSwitch, train } from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { countGivenUp } from "../common/givenUp.js";
import { inTurn } from "../common/inTurn.js";
import { type Method, methods, type SettingOptions, setting, settingDefaults } from "../common/setting.js";

/** What the study leaves to choose; the defaults are `tasksToJointDefaults`. */
export interface TasksToJointOptions extends SettingOptions {
  /** The held-out accuracy at which the joint task counts as learned. */
  readonly jointCriterion: number;
  /** The digits of each task, in order. */
  readonly tasks: readonly (readonly number[])[];
  /** What becomes of the optimizer's state between tasks. */
  readonly stateAtSwitch: StateAtSwitch;
}

/** The setting of all studies, the optimizer's state reset. */
export const tasksToJointDefaults: TasksToJointOptions = {
  ...settingDefaults,
  jointCriterion: setting.jointCriterion,
  tasks: setting.tasks,
  stateAtSwitch: "reset",
};

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

/** What `tasksToJoint` finds. */
export interface TasksToJoint {
  readonly options: TasksToJointOptions;
  readonly lines: readonly TasksToJointLine[];
}

/** Adam as in Kingma and Ba, whose first steps are no longer than the later ones. */
const biasCorrectedAdam: Method = {
  optimizer: adam({ learningRate: methods.adam.learningRate }),
  learningRate: methods.adam.learningRate,
  hasState: true,
};

/** To be raised where the same options give another result than before. */
const VERSION = 1;

/**
 * Updates to the joint solution after training on 0, 1, … of the tasks, each learned to its criterion, for every method.
 *
 * The runs of a seed start from the same weights for every method and every number of tasks. Runs that are in the store
 * are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function tasksToJoint(
  options: Partial<TasksToJointOptions> = {},
  execution: Execution = {},
): Promise<TasksToJoint> {
  const chosen = chosenOptions(tasksToJointDefaults, options, tasksToJointQuick, execution);
  const { seeds, maxUpdates, batchSize, hidden, tasks, stateAtSwitch } = chosen;
  if (seeds < 2) throw new RangeError(`seeds is ${seeds}; give at least 2, since methods are compared run for run.`);
  const sequence = splitMnist(tasks);
  const all = joint(sequence);
  const streams = [...tasks, all].map((_, k) => ({ ...sequence, tasks: [...sequence.tasks.slice(0, k), all] }));
  const model = mlp([784, ...hidden, sequence.outputs]);
  const criterion = lastTask(heldOutAccuracy(chosen.jointCriterion), heldOutAccuracy(chosen.criterion));

  const entries = [
    ...Object.values<Method>(methods).map((method) => ({ method, biasCorrected: false })),
    { method: biasCorrectedAdam, biasCorrected: true },
  ];
  const runs = await inTurn(
    "updates to the joint solution",
    entries.map(({ method: { optimizer } }) => ({
      runs: seeds * streams.length,
      train: (onProgress) =>
        train({
          model,
          optimizer,
          stream: streams,
          criterion,
          seeds,
          batchSize,
          maxUpdates,
          stateAtSwitch,
          ...trainingIn(execution, "tasks-to-joint", VERSION),
          onProgress,
        }),
    })),
  );
  const lines = entries.map(
    ({ method: { optimizer, learningRate, hasState }, biasCorrected }, at): TasksToJointLine => {
      const ofLine = runs[at] ?? [];
      return {
        optimizer: optimizer.name,
        biasCorrected,
        learningRate,
        stateAtSwitch: hasState ? stateAtSwitch : null,
        updates: streams.map((_, k) =>
          ofLine.filter(({ stream }) => stream === k).map(({ updatesToCriterion }) => updatesToCriterion[k] as number),
        ),
        givenUp: countGivenUp(ofLine),
      };
    },
  );
  return { options: chosen, lines };
}

/** Two seeds, a small network, low criteria, three tasks before the joint one. */
export const tasksToJointQuick: Partial<TasksToJointOptions> = {
  seeds: 2,
  maxUpdates: 300,
  hidden: [25, 25],
  criterion: 0.9,
  jointCriterion: 0.7,
  tasks: setting.tasks.slice(0, 3),
};
