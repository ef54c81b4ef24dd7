import type { Tensor } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf, tidy, unflatten } from "../../engine/index.js";
import type { ParameterValues } from "../run.js";
import { ParameterArray } from "./parameterArray.js";

/**
 * The parameters of one replica, read from the device: what a run has of them, and what `saveParameters` takes from a loop by
 * hand.
 *
 * ```ts
 * saveParameters("mine.safetensors", parameterValues(state.params));
 * ```
 *
 * @param params tensors that a model takes, each leaf [R, …]
 */
export function parameterValues(params: TensorTree, replica = 0): ParameterValues {
  const values = leaves<Tensor>(params).map(
    (leaf) =>
      new ParameterArray(
        tidy(() => tf.slice(leaf, replica, 1).dataSync<"float32">()),
        leaf.shape.slice(1),
      ),
  );
  return unflatten(params, values);
}
