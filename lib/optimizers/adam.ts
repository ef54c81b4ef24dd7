import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { completeOptions, flag } from "../arguments/index.js";
import { mapTree, tf } from "../engine/index.js";
import { gatheredWeight } from "./biasCorrection.js";
import { momentDefaults, momentSchema } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { type CountedMoments, type Moments, nextMoments, zeroMoments } from "./moments.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { counted, noUpdates } from "./updateCount.js";

export interface AdamOptions {
  readonly learningRate: Hyperparameter;
  readonly beta1?: Hyperparameter;
  readonly beta2?: Hyperparameter;
  readonly epsilon?: Hyperparameter;
  /** Divide the moments, which start at 0, by the weight that they have gathered, 1 − βᵗ. */
  readonly biasCorrection?: boolean;
  /** √(s + ε) where true, √s + ε as in PyTorch where false. */
  readonly epsilonInsideRoot?: boolean;
}

export type AdamState = Moments;

export type BiasCorrectedAdamState = CountedMoments;

/**
 * Adam: the moving average of gradients, divided by the root of the moving average of their squares.
 *
 *     m ← β₁ · m + (1 − β₁) · g
 *     s ← β₂ · s + (1 − β₂) · g²
 *     m̂ = m / (1 − β₁ᵗ),   ŝ = s / (1 − β₂ᵗ)           with bias correction; else m̂ = m, ŝ = s
 *     θ ← θ − lr · m̂ / (√ŝ + ε)
 *
 * Both moments have the shape of the parameters and start at 0.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or beta1 or beta2
 *   is outside [0, 1)
 */
export function adam(options: AdamOptions & { readonly biasCorrection: false }): Optimizer<AdamState>;
export function adam(options: AdamOptions & { readonly biasCorrection?: true }): Optimizer<BiasCorrectedAdamState>;
export function adam(options: AdamOptions): Optimizer<AdamState>;
export function adam(options: AdamOptions): Optimizer<AdamState> {
  const name = "Adam";
  const complete = completeOptions(
    name,
    options,
    { ...momentSchema, biasCorrection: flag, epsilonInsideRoot: flag },
    { ...momentDefaults, biasCorrection: true, epsilonInsideRoot: false },
  );
  const { learningRate, beta1, beta2, epsilon, biasCorrection, epsilonInsideRoot } = complete;

  const step = (rate: Hyperparameter, m: Tensor, s: Tensor) =>
    descent(rate, overRoot(m, s, epsilon, epsilonInsideRoot));

  const uncorrected: Optimizer<AdamState> = {
    name,
    init: zeroMoments,
    update(gradients, state) {
      const next = nextMoments(gradients, state, beta1, beta2);
      return [mapTree((m, s) => step(learningRate, m, s), next.firstMoment, next.secondMoment), next];
    },
  };

  const corrected: Optimizer<BiasCorrectedAdamState> = {
    name,
    init: (params) => ({ ...zeroMoments(params), updates: noUpdates(params) }),
    update(gradients, state) {
      const updates = counted(state.updates);
      const next = nextMoments(gradients, state, beta1, beta2);
      const rate = tf.div<Tensor1D>(learningRate, gatheredWeight(beta1, updates));
      const weight = gatheredWeight(beta2, updates);
      return [
        mapTree((m, s) => step(rate, m, tf.div(s, alongReplicas(weight, s))), next.firstMoment, next.secondMoment),
        { ...next, updates },
      ];
    },
  };

  return described(biasCorrection ? corrected : uncorrected, "adam", {
    learningRate,
    beta1,
    beta2,
    epsilon,
    biasCorrection,
    epsilonInsideRoot,
  });
}
