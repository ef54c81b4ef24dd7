import type { Tensor } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";

/** An int32 scalar. */
export function int(value: number): Tensor {
  return tf.scalar(value, "int32");
}

/** [R, 1], int32, of a mask [R]. */
export function column(mask: Tensor): Tensor {
  return tf.reshape(tf.cast(mask, "int32"), [-1, 1]);
}

/** Per lane: the leaf of one tree where the mask [R] holds, of the other elsewhere. */
export function select<Params extends TensorTree>(mask: Tensor, whereTrue: Params, whereFalse: Params): Params {
  return mapTree(
    (a, b) => tf.where(tf.reshape(mask, [-1, ...Array<number>(a.rank - 1).fill(1)]), a, b),
    whereTrue,
    whereFalse,
  );
}
