import { adam, rmsprop } from "momenta/optimizers";
import type { Method } from "./setting.js";

/** How an optimizer is written: as the notes print it, or as libraries have it. */
export type Form = "printed" | "usual";

/**
 * Adam and RMSProp as PyTorch and Keras have them, with the learning rates of the notes: ε outside the root, and Adam with
 * bias correction. The notes print another form, which is `methods.adam` and `methods.rmsprop`.
 */
export const usualForms = {
  adam: { optimizer: adam({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
  rmsprop: { optimizer: rmsprop({ learningRate: 0.001 }), learningRate: 0.001, hasState: true },
} as const satisfies Record<string, Method>;

/** The name of an optimizer, with its form where it is not the one that the notes print. */
export function nameWithForm({ optimizer, form }: { readonly optimizer: string; readonly form: Form }): string {
  return form === "usual" ? `${optimizer}, usual form` : optimizer;
}
