import { completeOptions } from "../arguments/index.js";
import { fraction, nonNegative } from "./check.js";
import { described } from "./described.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { type ScheduleFreeState, scheduleFreeStep, startingPoints } from "./scheduleFree.js";

export interface ScheduleFreeSgdOptions {
  readonly learningRate: Hyperparameter;
  /** β, how near to x the gradients are taken. */
  readonly momentum?: Hyperparameter;
  /** λ. */
  readonly weightDecay?: Hyperparameter;
}

/**
 * Schedule-free SGD: an average of the iterates takes the place of a falling learning rate.
 *
 *     y = (1 − β) · z + β · x                            where the gradient g is taken
 *     z ← z − lr · (g + λ · y)
 *     x ← (1 − c) · x + c · z,   c = lrₘ² / Σ lrₘ²       lrₘ: the largest rate so far; with a constant one c = 1 / t
 *
 * The parameters that are trained are y; the trained model is x, `state.averages`, and z is `state.iterates`. All start
 * where the parameters do. `train` measures and returns x. A warm-up is the only schedule that it asks for:
 * `scheduled(schedules.warmUp(…), …)`.
 *
 * ```ts
 * const optimizer = scheduleFreeSgd({ learningRate: 1 });
 * let state = optimizer.init(params);
 * [updates, state] = optimizer.update(gradients, state, params);
 * const logits = model.apply(trainedParams(optimizer, params, state), inputs);
 * ```
 *
 * Source: Defazio et al., "The road less scheduled", NeurIPS 2024, equations 3 to 5, and its code.
 *
 * @throws RangeError where learningRate or weightDecay is negative or not finite, or momentum is outside [0, 1)
 */
export function scheduleFreeSgd(options: ScheduleFreeSgdOptions): Optimizer<ScheduleFreeState> {
  const name = "Schedule-free SGD";
  const complete = completeOptions(
    name,
    options,
    { learningRate: nonNegative, momentum: fraction, weightDecay: nonNegative },
    { momentum: 0.9, weightDecay: 0 },
  );
  return described(
    {
      name,
      init: startingPoints,
      trainedParams: (_, { averages }) => averages,
      update: (gradients, state, params) => scheduleFreeStep(complete, gradients, state, params),
    },
    "scheduleFreeSgd",
    { ...complete, averaged: true },
  );
}
