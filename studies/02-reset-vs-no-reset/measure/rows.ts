import { onAllCores } from "momenta/engine";
import { mlp } from "momenta/models";
import { holm, type Interval, meanInterval, pairedTTest, ratioInterval } from "momenta/statistics";
import { heldOutAccuracy, lastTask, type Run } from "momenta/training";
import { countGivenUp, type Form, type Method, methods, thenJointly, usualForms, ways } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { ResetOrCarryOptions } from "../options.js";

/** An optimizer with its state reset at each task, and carried over. */
export interface ResetOrCarryRow {
  readonly optimizer: string;
  readonly form: Form;
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

/** The optimizers that have a state, in both forms. */
const compared: readonly { readonly method: Method; readonly form: Form }[] = [
  ...Object.values(methods)
    .filter(({ hasState }) => hasState)
    .map((method) => ({ method, form: "printed" as const })),
  ...Object.values(usualForms).map((method) => ({ method, form: "usual" as const })),
];

/**
 * How soon the joint task is learned after a sequence of tasks, the optimizer's state reset at each task against carried over.
 * The two runs of a seed start from the same weights and see the same data, so that they are compared as a pair.
 */
export async function rows(options: ResetOrCarryOptions, { expect, train }: Context): Promise<ResetOrCarryRow[]> {
  const { seeds, maxUpdates, batchSize, hidden, criterion, jointCriterion, tasks } = options;
  const stream = thenJointly(tasks);
  const model = mlp([784, ...hidden, stream.outputs]);
  expect(compared.length * ways.length * seeds, "runs");
  const found = await onAllCores(compared, async ({ method, form }): Promise<ResetOrCarryRow> => {
    const { optimizer, learningRate } = method;
    const runs = await train({
      model,
      optimizer,
      stream,
      criterion: lastTask(heldOutAccuracy(jointCriterion), heldOutAccuracy(criterion)),
      seeds,
      batchSize,
      maxUpdates,
      stateAtSwitch: ways,
    });
    const [reset, carriedOver] = ways.map((way) => summarize(runs.filter((run) => run.stateAtSwitch === way))) as [
      WayOfState,
      WayOfState,
    ];
    const { difference, pValue } = pairedTTest(reset.updates, carriedOver.updates);
    const ratio = ratioInterval(reset.updates, carriedOver.updates);
    return { optimizer: optimizer.name, form, learningRate, reset, carriedOver, difference, ratio, pValue };
  });
  return (["printed", "usual"] as const).flatMap((form) => adjust(found.filter((row) => row.form === form)));
}

/** The rows with their p-values adjusted for each other. */
function adjust(rows: readonly ResetOrCarryRow[]): ResetOrCarryRow[] {
  const adjusted = holm(rows.map(({ pValue }) => pValue));
  return rows.map((row, at) => ({ ...row, pValue: adjusted[at] as number }));
}

function summarize(runs: readonly Run[]): WayOfState {
  const updates = runs.map(({ updatesToCriterion }) => updatesToCriterion.at(-1) as number);
  const before = runs.map(({ updatesToCriterion }) => updatesToCriterion.slice(0, -1).reduce((sum, n) => sum + n, 0));
  return { updates, mean: meanInterval(updates), before: meanInterval(before), givenUp: countGivenUp(runs) };
}
