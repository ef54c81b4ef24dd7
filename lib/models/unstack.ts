import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";

/** The slices of a tensor along an axis, without that axis. (The gradient of `tf.unstack` fails where there is but one.) */
export function unstack(tensor: Tensor, axis: number): Tensor[] {
  return tensor.shape[axis] === 1 ? [tf.squeeze(tensor, [axis])] : tf.unstack(tensor, axis);
}
