import { completeOptions } from "../arguments/index.js";
import { mapTree, tf } from "../engine/index.js";
import { type AdamOptions, adam, type BiasCorrectedAdamState } from "./adam.js";
import { momentDefaults, momentSchema, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";

export interface AdamwOptions extends Pick<AdamOptions, "learningRate" | "beta1" | "beta2" | "epsilon"> {
  /** λ. */
  readonly weightDecay: Hyperparameter;
}

/**
 * AdamW: Adam, and beside it every parameter shrinks by the same factor, whatever its gradients.
 *
 *     θ ← θ − lr · m̂ / (√ŝ + ε) − lr · λ · θ           m̂, ŝ as in Adam with bias correction
 *
 * Both moments have the shape of the parameters and start at 0; the decay does not enter them (`l2` is where it does).
 * Source: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2, with the learning
 * rate before λ as in PyTorch and optax.
 *
 * @throws RangeError where learningRate, epsilon or weightDecay is negative or not finite, epsilon vanishes in float32, or
 *   beta1 or beta2 is outside [0, 1)
 */
export function adamw(options: AdamwOptions): Optimizer<BiasCorrectedAdamState> {
  const name = "AdamW";
  const { learningRate, weightDecay, beta1, beta2, epsilon } = completeOptions(
    name,
    options,
    { ...momentSchema, weightDecay: nonNegative },
    momentDefaults,
  );
  const { init, update } = adam({ learningRate, beta1, beta2, epsilon });
  return described(
    {
      name,
      init,
      update(gradients, state, params) {
        const [updates, next] = update(gradients, state, params);
        const decayed = mapTree(
          (change, parameter) =>
            tf.add(change, descent(learningRate, tf.mul(alongReplicas(weightDecay, parameter), parameter))),
          updates,
          params,
        );
        return [decayed, next];
      },
    },
    "adamw",
    { learningRate, weightDecay, beta1, beta2, epsilon },
  );
}
