import { mapTree, tf } from "../engine/index.js";
import type { AdamOptions } from "./adam.js";
import { gatheredWeight } from "./biasCorrection.js";
import { requireMomentOptions } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { type CountedMoments, nextMoments, zeroMoments } from "./moments.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Optimizer } from "./optimizer.js";
import { root } from "./root.js";
import { noUpdates } from "./updateCount.js";

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
 * @throws Error where learningRate or epsilon is negative or not finite, or beta1 or beta2 outside [0, 1)
 */
export function nadam({
  learningRate,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
}: NadamOptions): Optimizer<CountedMoments> {
  const name = "Nadam";
  requireMomentOptions(name, { learningRate, beta1, beta2, epsilon });
  return described(
    {
      name,
      init: (params) => ({ ...zeroMoments(params), updates: noUpdates(params) }),
      update(gradients, state) {
        const updates = tf.add(state.updates, 1);
        const next = nextMoments(gradients, state, beta1, beta2);
        const weight1 = gatheredWeight(beta1, updates);
        const weight1Ahead = gatheredWeight(beta1, tf.add(updates, 1));
        const weight2 = gatheredWeight(beta2, updates);
        const changes = mapTree(
          (gradient, m, s) => {
            const ahead = tf.div(m, alongReplicas(weight1Ahead, m));
            const now = tf.div(gradient, alongReplicas(weight1, gradient));
            const scale = root(tf.div(s, alongReplicas(weight2, s)), epsilon, false);
            return descent(learningRate, tf.div(movingAverage(beta1, ahead, now), scale));
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
