import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { fraction, neededEpsilon, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { root } from "./root.js";
import { zeros } from "./zeros.js";

export interface AdadeltaOptions {
  /** 1 in the paper, which has none. */
  readonly learningRate?: Hyperparameter;
  /** ρ, how much of both averages is kept in an update. */
  readonly decay?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
}

export interface AdadeltaState extends Record<string, TensorTree> {
  readonly secondMoment: TensorTree;
  readonly squaredSteps: TensorTree;
}

/**
 * Adadelta: the size of a step is that of the steps before it, so that its unit is the parameter's.
 *
 *     s ← ρ · s + (1 − ρ) · g²
 *     Δ = √(d + ε) / √(s + ε) · g
 *     d ← ρ · d + (1 − ρ) · Δ²
 *     θ ← θ − lr · Δ
 *
 * The second moment s and the squared steps d have the shape of the parameters and start at 0.
 * Source: Zeiler, "ADADELTA: an adaptive learning rate method", arXiv 1212.5701, 2012, algorithm 1.
 *
 * @throws RangeError where learningRate is negative or not finite, decay outside [0, 1), or epsilon 0 in float32: from there
 *   nothing moves
 */
export function adadelta(options: AdadeltaOptions = {}): Optimizer<AdadeltaState> {
  const name = "Adadelta";
  const { learningRate, decay, epsilon } = completeOptions(
    name,
    options,
    { learningRate: nonNegative, decay: fraction, epsilon: neededEpsilon },
    { learningRate: 1, decay: 0.9, epsilon: 1e-6 },
  );
  const average = (of: TensorTree, values: TensorTree) =>
    mapTree((s, value) => movingAverage(decay, s, tf.square(value)), of, values);
  return described(
    {
      name,
      init: (params) => ({ secondMoment: zeros(params), squaredSteps: zeros(params) }),
      update(gradients, state) {
        const secondMoment = average(state.secondMoment, gradients);
        const steps = mapTree(
          (gradient, s, d) => tf.mul(tf.div(root(d, epsilon, true), root(s, epsilon, true)), gradient),
          gradients,
          secondMoment,
          state.squaredSteps,
        );
        const squaredSteps = average(state.squaredSteps, steps);
        return [mapTree((step) => descent(learningRate, step), steps), { secondMoment, squaredSteps }];
      },
    },
    "adadelta",
    { learningRate, decay, epsilon },
  );
}
