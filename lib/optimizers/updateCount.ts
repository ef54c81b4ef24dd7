import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf } from "../engine/index.js";

/**
 * A count of updates for each replica, shape [R]: each counts its own, since each is reset at a time of its own. int32,
 * since a float32 counts no further than 2²⁴.
 */
export function noUpdates(params: TensorTree): Tensor1D {
  const [first] = leaves<Tensor>(params);
  return tf.zeros([first?.shape[0] ?? 0], "int32");
}

/** count + more. */
export function counted(count: Tensor, more = 1): Tensor1D {
  return tf.add(count, tf.scalar(more, "int32"));
}
