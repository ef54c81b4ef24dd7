import { joint, type Stream, splitMnist } from "momenta/datasets";
import { mlp } from "momenta/models";
import { progress } from "momenta/progress";
import { holm, type Interval, meanInterval, pairedTTest, ratioInterval } from "momenta/statistics";
import { heldOutAccuracy, lastTask, type Run, type StateAtSwitch, train } from "momenta/training";
import { chosenOptions, type Execution, trainingIn } from "../common/execution.js";
import { countGivenUp } from "../common/givenUp.js";
import { usualForms } from "../common/map/usualForms.js";
import { type Method, methods, type SettingOptions, setting, settingDefaults } from "../common/setting.js";

/** What the study leaves to choose; the defaults are `resetOrCarryDefaults`. */
export interface ResetOrCarryOptions extends SettingOptions {
  /** The held-out accuracy at which the joint task counts as learned. */
  readonly jointCriterion: number;
  /** The digits of the tasks before the joint one. */
  readonly tasks: readonly (readonly number[])[];
}

/** The setting of all studies. */
export const resetOrCarryDefaults: ResetOrCarryOptions = {
  ...settingDefaults,
  jointCriterion: setting.jointCriterion,
  tasks: setting.tasks,
};

/** Few seeds, a small network and low criteria: to see that everything works. */
export const resetOrCarryQuick: Partial<ResetOrCarryOptions> = {
  seeds: 2,
  maxUpdates: 300,
  hidden: [25, 25],
  criterion: 0.9,
  jointCriterion: 0.7,
  tasks: setting.tasks.slice(0, 3),
};

/** An optimizer with its state reset at each task, and carried over. */
export interface ResetOrCarryRow {
  readonly optimizer: string;
  /** As the notes print it, or as libraries have it (`usualForms`). */
  readonly form: "printed" | "usual";
  readonly learningRate: number;
  readonly reset: WayOfState;
  readonly carriedOver: WayOfState;
  /** Updates on the joint task, reset minus carried over, of the runs of a seed. */
  readonly difference: Interval;
  /** Mean updates on the joint task, reset divided by carried over. */
  readonly ratio: Interval;
  /** Of a paired t-test of the difference, two-sided, adjusted by Holm's method for the optimizers of the same form. */
  readonly pValue: number;
}

/** One way of treating the state. */
export interface WayOfState {
  /** Updates to the criterion on the joint task, in the order of the seeds. */
  readonly updates: readonly number[];
  readonly mean: Interval;
  /** The mean of the updates on all the tasks before, together. */
  readonly before: Interval;
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
}

/** What came of resetting and carrying over. */
export interface ResetOrCarry {
  readonly options: ResetOrCarryOptions;
  readonly rows: readonly ResetOrCarryRow[];
}

/** Of the runs in the store: to be raised where the same options give another result than before. */
export const RESET_OR_CARRY_VERSION = 1;

/** The optimizers that have a state, in both forms. */
const compared: readonly { readonly method: Method; readonly form: ResetOrCarryRow["form"] }[] = [
  ...Object.values(methods)
    .filter(({ hasState }) => hasState)
    .map((method) => ({ method, form: "printed" as const })),
  ...Object.values(usualForms).map((method) => ({ method, form: "usual" as const })),
];

const ways: readonly StateAtSwitch[] = ["reset", "carry over"];

/** Some tasks of digits, then all their digits at once. */
export function thenJointly(tasks: readonly (readonly number[])[]): Stream {
  const stream = splitMnist(tasks);
  return { ...stream, tasks: [...stream.tasks, joint(stream)] };
}

/**
 * How soon the joint task is learned after a sequence of tasks, the optimizer's state reset at each task against carried over.
 * The two runs of a seed start from the same weights and see the same data, so that they are compared as a pair. Runs that
 * are in the store are not made again.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function resetOrCarry(
  options: Partial<ResetOrCarryOptions> = {},
  execution: Execution = {},
): Promise<ResetOrCarry> {
  const chosen = chosenOptions(resetOrCarryDefaults, options, resetOrCarryQuick, execution);
  const { seeds, maxUpdates, batchSize, hidden, tasks } = chosen;
  if (seeds < 2) throw new RangeError(`seeds is ${seeds}; a test of pairs takes at least 2.`);
  if (tasks.length === 0) throw new RangeError("tasks are 0; give at least one list of digits.");
  const stream = thenJointly(tasks);
  const model = mlp([784, ...hidden, stream.outputs]);
  const criterion = lastTask(heldOutAccuracy(chosen.jointCriterion), heldOutAccuracy(chosen.criterion));
  const shown = progress("reset or carry over", "runs", compared.length * ways.length * seeds);
  let stored = 0;
  const rows: Omit<ResetOrCarryRow, "pValue">[] = [];
  const pValues: number[] = [];
  for (const { method, form } of compared) {
    const { optimizer, learningRate } = method;
    let ofMethod = 0;
    const runs = await train({
      model,
      optimizer,
      stream,
      criterion,
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch: ways,
      ...trainingIn(execution, "reset-or-carry", RESET_OR_CARRY_VERSION),
      onProgress(done, fromStore) {
        ofMethod = fromStore;
        shown.update(rows.length * ways.length * seeds + done);
      },
    });
    stored += ofMethod;
    const [reset, carriedOver] = ways.map((way) => summary(runs.filter((run) => run.stateAtSwitch === way))) as [
      WayOfState,
      WayOfState,
    ];
    const { difference, pValue } = pairedTTest(reset.updates, carriedOver.updates);
    pValues.push(pValue);
    const ratio = ratioInterval(reset.updates, carriedOver.updates);
    rows.push({ optimizer: optimizer.name, form, learningRate, reset, carriedOver, difference, ratio });
  }
  shown.end(stored);
  const adjusted = (["printed", "usual"] as const).flatMap((form) =>
    holm(pValues.filter((_, row) => rows[row]?.form === form)),
  );
  return { options: chosen, rows: rows.map((row, index) => ({ ...row, pValue: adjusted[index] as number })) };
}

function summary(runs: readonly Run[]): WayOfState {
  const updates = runs.map(({ updatesToCriterion }) => updatesToCriterion.at(-1) as number);
  const before = runs.map(({ updatesToCriterion }) => updatesToCriterion.slice(0, -1).reduce((sum, n) => sum + n, 0));
  const givenUp = countGivenUp(runs);
  return { updates, mean: meanInterval(updates), before: meanInterval(before), givenUp };
}
