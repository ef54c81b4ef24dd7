import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf } from "../engine/index.js";

/** A count of updates for each replica, shape [R]: each counts its own, since each is reset at a time of its own. */
export function noUpdates(params: TensorTree): Tensor1D {
  const [first] = leaves<Tensor>(params);
  return tf.zeros([first?.shape[0] ?? 0]);
}
