import { type AdamOptions, type AdamState, adam } from "./adam.js";
import type { Optimizer } from "./optimizer.js";
import { type RmspropOptions, type RmspropState, rmsprop } from "./rmsprop.js";

/**
 * The optimizers in the form that the notes give them, where it is not the usual one: ε inside the root, no bias correction.
 *
 *     RMSProp   θ ← θ − lr · g / √(s + ε)
 *     Adam      θ ← θ − lr · m / √(s + ε)
 *
 * ```ts
 * const optimizer = notes.adam({ learningRate: 1e-3 });
 * ```
 */
export const notes = {
  /** `rmsprop` with ε inside the root. */
  rmsprop: (options: Omit<RmspropOptions, "epsilonInsideRoot">): Optimizer<RmspropState> =>
    rmsprop({ ...options, epsilonInsideRoot: true }),
  /** `adam` with ε inside the root, without bias correction. */
  adam: (options: Omit<AdamOptions, "biasCorrection" | "epsilonInsideRoot">): Optimizer<AdamState> =>
    adam({ ...options, biasCorrection: false, epsilonInsideRoot: true }),
};
