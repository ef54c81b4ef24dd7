import { adam, rmsprop } from "momenta/optimizers";
import type { Method } from "../setting.js";

/**
 * Adam and RMSProp as PyTorch and Keras have them, with the learning rates of the notes: ε outside the root, and Adam with
 * bias correction. The notes print another form, which is `methods.adam` and `methods.rmsprop`.
 */
export const usualForms = {
  adam: { optimizer: adam({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
  rmsprop: { optimizer: rmsprop({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
} as const satisfies Record<string, Method>;
