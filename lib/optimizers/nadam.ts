import { completeOptions } from "../arguments/index.js";
import { mapTree, tf } from "../engine/index.js";
import type { AdamOptions } from "./adam.js";
import { gatheredWeight } from "./biasCorrection.js";
import { momentDefaults, momentSchema } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { type CountedMoments, nextMoments, zeroMoments } from "./moments.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Optimizer } from "./optimizer.js";
import { overRoot } from "./root.js";
import { counted, noUpdates } from "./updateCount.js";

export type NadamOptions = Pick<AdamOptions, "learningRate" | "beta1" | "beta2" | "epsilon">;

/**
 * Nadam: Adam whose first moment looks one update ahead, as Nesterov's momentum does.
 *
 *     m ← β₁ · m + (1 − β₁) · g
 *     s ← β₂ · s + (1 − β₂) · g²
 *     m̂ = β₁ · m / (1 − β₁ᵗ⁺¹) + (1 − β₁) · g / (1 − β₁ᵗ)
 *     ŝ = s / (1 − β₂ᵗ)
 *     θ ← θ − lr · m̂ / (√ŝ + ε)
 *
 * Both moments have the shape of the parameters and start at 0. β₁ is constant, as in optax.
 * Source: Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop 2016, algorithm 2 with constant μ.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or beta1 or beta2
 *   is outside [0, 1)
 */
export function nadam(options: NadamOptions): Optimizer<CountedMoments> {
  const name = "Nadam";
  const { learningRate, beta1, beta2, epsilon } = completeOptions(name, options, momentSchema, momentDefaults);
  return described(
    {
      name,
      init: (params) => ({ ...zeroMoments(params), updates: noUpdates(params) }),
      update(gradients, state) {
        const updates = counted(state.updates);
        const next = nextMoments(gradients, state, beta1, beta2);
        const weight1 = gatheredWeight(beta1, updates);
        const weight1Ahead = gatheredWeight(beta1, counted(updates));
        const weight2 = gatheredWeight(beta2, updates);
        const changes = mapTree(
          (gradient, m, s) => {
            const ahead = tf.div(m, alongReplicas(weight1Ahead, m));
            const now = tf.div(gradient, alongReplicas(weight1, gradient));
            const corrected = tf.div(s, alongReplicas(weight2, s));
            return descent(learningRate, overRoot(movingAverage(beta1, ahead, now), corrected, epsilon));
          },
          gradients,
          next.firstMoment,
          next.secondMoment,
        );
        return [changes, { ...next, updates }];
      },
    },
    "nadam",
    { learningRate, beta1, beta2, epsilon },
  );
}
