import type { Tensor } from "@tensorflow/tfjs";
import { completeOptions, flag } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import type { AdamOptions } from "./adam.js";
import { gatheredWeight } from "./biasCorrection.js";
import { momentDefaults, momentSchema } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { type CountedMoments, nextMoments, zeroMoments } from "./moments.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { counted, noUpdates } from "./updateCount.js";
import { zeros } from "./zeros.js";

export type AmsgradOptions = Omit<AdamOptions, "epsilonInsideRoot">;

export interface AmsgradState extends CountedMoments {
  readonly largestSecondMoment: TensorTree;
}

/**
 * AMSGrad: Adam that divides by the largest second moment so far, so that no step size grows.
 *
 *     m ← β₁ · m + (1 − β₁) · g
 *     s ← β₂ · s + (1 − β₂) · g²
 *     z ← max(z, s)
 *     m̂ = m / (1 − β₁ᵗ),   ẑ = z / (1 − β₂ᵗ)           with bias correction; else m̂ = m, ẑ = z
 *     θ ← θ − lr · m̂ / (√ẑ + ε)
 *
 * m, s and z have the shape of the parameters and start at 0. The paper has no bias correction; PyTorch and Keras have
 * it as here, after the maximum.
 * Source: Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018, algorithm 2.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or beta1 or beta2
 *   is outside [0, 1)
 */
export function amsgrad(options: AmsgradOptions): Optimizer<AmsgradState> {
  const name = "AMSGrad";
  const { learningRate, beta1, beta2, epsilon, biasCorrection } = completeOptions(
    name,
    options,
    { ...momentSchema, biasCorrection: flag },
    { ...momentDefaults, biasCorrection: true },
  );
  return described(
    {
      name,
      init: (params) => ({
        ...zeroMoments(params),
        largestSecondMoment: zeros(params),
        updates: noUpdates(params),
      }),
      update(gradients, state) {
        const updates = counted(state.updates);
        const next = nextMoments(gradients, state, beta1, beta2);
        const largestSecondMoment = mapTree((z, s) => tf.maximum(z, s), state.largestSecondMoment, next.secondMoment);
        const corrected = (average: Tensor, beta: Hyperparameter) =>
          biasCorrection ? tf.div(average, alongReplicas(gatheredWeight(beta, updates), average)) : average;
        const changes = mapTree(
          (m, z) => descent(learningRate, overRoot(corrected(m, beta1), corrected(z, beta2), epsilon)),
          next.firstMoment,
          largestSecondMoment,
        );
        return [changes, { ...next, largestSecondMoment, updates }];
      },
    },
    "amsgrad",
    { learningRate, beta1, beta2, epsilon, biasCorrection },
  );
}
