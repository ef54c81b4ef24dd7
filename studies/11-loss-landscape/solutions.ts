import type { Stream } from "momenta/datasets";
import type { TensorTree } from "momenta/engine";
import type { Model } from "momenta/models";
import { heldOutAccuracy, type ParameterValues, train } from "momenta/training";
import { compilerIn, type Execution } from "../common/execution.js";
import { type Method, setting } from "../common/setting.js";

/** Where training ended, for one seed. */
export interface Solutions {
  readonly task1: ParameterValues;
  /** Trained on from task 1. */
  readonly task2: ParameterValues;
  /** Of both tasks together, trained on from task 2. */
  readonly joint: ParameterValues;
  /** Of both tasks together, trained from the initial weights, the same that task 1 began from. */
  readonly fresh: ParameterValues;
}

/** The solutions that an optimizer finds, one of each kind for each of the seeds 1, 2, …; its state is reset between tasks. */
export async function findSolutions<Params extends TensorTree>(
  model: Model<Params>,
  { optimizer }: Method,
  [inTurn, together]: readonly [inTurn: Stream, together: Stream],
  seeds: number,
  criterion: number,
  execution: Execution,
): Promise<Solutions[]> {
  const runs = await train({
    model,
    optimizer,
    stream: [inTurn, together],
    criterion: heldOutAccuracy(criterion),
    stateAtSwitch: "reset",
    seeds,
    batchSize: setting.batchSize,
    maxUpdates: setting.maxUpdates,
    parameters: true,
    ...compilerIn(execution),
  });
  for (const { seed, reached, notFinite } of runs) {
    if (notFinite === null && !reached.includes(false)) continue;
    throw new RangeError(`${optimizer.name}: seed ${seed} does not meet the criterion ${criterion}; give a lower one.`);
  }
  const told = runs.map(({ parameters }) => parameters as readonly ParameterValues[]);
  return told.slice(0, seeds).map((inOrder, index) => {
    const [task1, task2, joint] = inOrder as [ParameterValues, ParameterValues, ParameterValues];
    const [fresh] = told[seeds + index] as readonly [ParameterValues];
    return { task1, task2, joint, fresh };
  });
}
