import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { dense } from "./dense.js";
import type { MlpParams } from "./mlp.js";

/**
 * What the hidden layers of a multilayer perceptron make of inputs, [R, B, units] for each layer, the first one first.
 *
 * @param inputs [B, features] seen by all replicas, or [R, B, features] with a batch for each
 * @param activate what follows every hidden layer
 */
export function hidden(params: MlpParams, inputs: Tensor, activate: (x: Tensor) => Tensor = tf.relu): Tensor[] {
  const layers = Object.values(params).slice(0, -1);
  const activations: Tensor[] = [];
  for (const layer of layers) activations.push(activate(dense(activations.at(-1) ?? inputs, layer)));
  return activations;
}
