import type { Stream } from "momenta/datasets";
import type { TensorTree } from "momenta/engine";
import type { Model } from "momenta/models";
import { heldOutAccuracy, type ParameterValues } from "momenta/training";
import { isGivenUp, type Method, setting } from "../../common/index.js";
import type { Context } from "../../core/index.js";
import type { LossLandscapeOptions } from "../options.js";

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

/**
 * The solutions that an optimizer finds, one of each kind for each of the seeds 1, 2, …; its state is reset between tasks.
 *
 * @param streams one task after the other, then both together; and both together alone
 * @throws RangeError where a run does not meet the criterion
 */
export async function findSolutions<Params extends TensorTree>(
  model: Model<Params>,
  { optimizer }: Method,
  streams: readonly [Stream, Stream],
  { seeds, criterion }: LossLandscapeOptions,
  { train }: Context,
): Promise<Solutions[]> {
  const runs = await train({
    model,
    optimizer,
    stream: streams,
    criterion: heldOutAccuracy(criterion),
    stateAtSwitch: "reset",
    seeds,
    batchSize: setting.batchSize,
    maxUpdates: setting.maxUpdates,
    parameters: true,
  });
  const failed = runs.find(isGivenUp);
  if (failed !== undefined) {
    throw new RangeError(
      `${optimizer.name}: seed ${failed.seed} does not meet the criterion ${criterion}; give a lower one.`,
    );
  }
  const parameters = runs.map((run) => run.parameters as readonly ParameterValues[]);
  return parameters.slice(0, seeds).map((inOrder, index) => {
    const [task1, task2, joint] = inOrder as [ParameterValues, ParameterValues, ParameterValues];
    const [fresh] = parameters[seeds + index] as readonly [ParameterValues];
    return { task1, task2, joint, fresh };
  });
}
