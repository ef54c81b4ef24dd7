import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import type { AdamOptions } from "./adam.js";
import { gatheredWeight } from "./biasCorrection.js";
import { momentDefaults, momentSchema } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { movingAverage } from "./movingAverage.js";
import { alongReplicas, type Optimizer } from "./optimizer.js";
import { quotient } from "./root.js";
import { counted, noUpdates } from "./updateCount.js";
import { zeros } from "./zeros.js";

export type AdamaxOptions = Pick<AdamOptions, "learningRate" | "beta1" | "beta2" | "epsilon">;

export interface AdamaxState extends Record<string, TensorTree> {
  readonly firstMoment: TensorTree;
  readonly largestGradient: TensorTree;
  /** t, the updates since `init`, shape [R]. */
  readonly updates: Tensor;
}

/**
 * AdaMax: Adam with the largest gradient, slowly forgotten, in place of the root of the second moment.
 *
 *     m ← β₁ · m + (1 − β₁) · g
 *     u ← max(β₂ · u, |g| + ε)
 *     θ ← θ − lr / (1 − β₁ᵗ) · m / u
 *
 * The first moment m and the largest gradient u have the shape of the parameters and start at 0. The paper has no ε;
 * here, as in PyTorch and optax, it keeps a parameter whose gradients are all 0 where it is.
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 2.
 *
 * @throws RangeError where learningRate or epsilon is negative or not finite, epsilon vanishes in float32, or beta1 or beta2
 *   is outside [0, 1)
 */
export function adamax(options: AdamaxOptions): Optimizer<AdamaxState> {
  const name = "AdaMax";
  const { learningRate, beta1, beta2, epsilon } = completeOptions(name, options, momentSchema, momentDefaults);
  return described(
    {
      name,
      init: (params) => ({ firstMoment: zeros(params), largestGradient: zeros(params), updates: noUpdates(params) }),
      update(gradients, state) {
        const updates = counted(state.updates);
        const firstMoment = mapTree((m, gradient) => movingAverage(beta1, m, gradient), state.firstMoment, gradients);
        const largestGradient = mapTree(
          (u, gradient) =>
            tf.maximum(tf.mul(alongReplicas(beta2, u), u), tf.add(tf.abs(gradient), alongReplicas(epsilon, gradient))),
          state.largestGradient,
          gradients,
        );
        const rate = tf.div<Tensor1D>(learningRate, gatheredWeight(beta1, updates));
        return [
          mapTree((m, u) => descent(rate, quotient(m, u, epsilon)), firstMoment, largestGradient),
          { firstMoment, largestGradient, updates },
        ];
      },
    },
    "adamax",
    { learningRate, beta1, beta2, epsilon },
  );
}
