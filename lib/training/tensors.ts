import type { Tensor } from "@tensorflow/tfjs";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";

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

/** [R, L], int32: for each of the L tensors of a tree 1 where all numbers of a lane are finite. */
export function finiteLeaves(tree: TensorTree): Tensor {
  const flags = leaves<Tensor>(tree).map((leaf) =>
    tf.all(tf.isFinite(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1),
  );
  return tf.cast(tf.stack(flags, 1), "int32");
}
