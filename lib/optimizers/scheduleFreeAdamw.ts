import type { Tensor } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import type { AdamOptions } from "./adam.js";
import { gatheredWeight } from "./biasCorrection.js";
import { momentDefaults, momentSchema, nonNegative } from "./check.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { type ScheduleFreeState, scheduleFreeStep, startingPoints } from "./scheduleFree.js";
import { counted, noUpdates } from "./updateCount.js";
import { zeros } from "./zeros.js";

export interface ScheduleFreeAdamwOptions extends Pick<AdamOptions, "learningRate" | "beta1" | "beta2" | "epsilon"> {
  /** λ. */
  readonly weightDecay?: Hyperparameter;
}

export interface ScheduleFreeAdamwState extends ScheduleFreeState {
  readonly secondMoment: TensorTree;
  /** t, the updates since `init`, shape [R]. */
  readonly updates: Tensor;
}

/**
 * Schedule-free AdamW: `scheduleFreeSgd` with every gradient divided by the root of its second moment.
 *
 *     s ← β₂ · s + (1 − β₂) · g²,   ŝ = s / (1 − β₂ᵗ)
 *     as scheduleFreeSgd, with g / (√ŝ + ε) for g and β₁ for β
 *
 * The trained model is `state.averages`. The second moment has the shape of the parameters and starts at 0.
 * Source: Defazio et al., "The road less scheduled", NeurIPS 2024, algorithm 1, with the bias correction where the authors' code
 * has it by now: the paper multiplies lr by √(1 − β₂ᵗ) instead.
 *
 * ```ts
 * const optimizer = scheduled(schedules.warmUp(100, schedules.constant(0.0025)), (learningRate) =>
 *   scheduleFreeAdamw({ learningRate }),
 * );
 * ```
 *
 * @throws RangeError where learningRate, epsilon or weightDecay is negative or not finite, epsilon vanishes in float32, or
 *   beta1 or beta2 is outside [0, 1)
 */
export function scheduleFreeAdamw(options: ScheduleFreeAdamwOptions): Optimizer<ScheduleFreeAdamwState> {
  const name = "Schedule-free AdamW";
  const complete = completeOptions(
    name,
    options,
    { ...momentSchema, weightDecay: nonNegative },
    { ...momentDefaults, weightDecay: 0 },
  );
  const { learningRate, beta1, beta2, epsilon, weightDecay } = complete;
  const averaging = { learningRate, momentum: beta1, weightDecay };
  return described(
    {
      name,
      init: (params) => ({ ...startingPoints(params), secondMoment: zeros(params), updates: noUpdates(params) }),
      trainedParams: (_, { averages }) => averages,
      update(gradients, state, params) {
        const updates = counted(state.updates);
        const weight = gatheredWeight(beta2, updates);
        const secondMoment = mapTree(
          (s, gradient) => movingAverage(beta2, s, tf.square(gradient)),
          state.secondMoment,
          gradients,
        );
        const directions = mapTree(
          (gradient, s) => overRoot(gradient, tf.div(s, alongReplicas(weight, s)), epsilon),
          gradients,
          secondMoment,
        );
        const [steps, next] = scheduleFreeStep(averaging, directions, state, params);
        return [steps, { ...next, secondMoment, updates }];
      },
    },
    "scheduleFreeAdamw",
    { ...complete, averaged: true },
  );
}
