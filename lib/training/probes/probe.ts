import type { Tensor } from "@tensorflow/tfjs";
import type { Json } from "../../configuration/index.js";
import type { TensorTree } from "../../engine/index.js";

/** One update of R lanes, as a probe sees it. */
export interface Update {
  /** Before the update. */
  readonly params: TensorTree;
  /** Of the loss at `params`. */
  readonly gradients: TensorTree;
  /** What is added to `params`. */
  readonly updates: TensorTree;
  /** After the update. */
  readonly optimizerState: Record<string, TensorTree>;
  /** The mean loss of the batch at `params`, [R], in nats where it is a cross-entropy. */
  readonly loss: Tensor;
  /** The accuracy on the batch at `params`, [R]. @throws Error where the task is one of regression */
  readonly accuracy: Tensor;
}

/** What is recorded at every update. */
export interface Probe {
  /** What determines it, for the store. */
  readonly configuration: Json;
  /** Numbers by name, [R] each. */
  measure(update: Update): Record<string, Tensor>;
}
