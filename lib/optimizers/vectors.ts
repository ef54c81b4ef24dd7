import type { Tensor } from "@tensorflow/tfjs";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";

/** All parameters of a replica in one row, [R, n], the leaves in the order of `flatten`. */
export function toVectors(params: TensorTree): Tensor {
  return tf.concat(
    leaves<Tensor>(params).map((leaf) => tf.reshape(leaf, [leaf.shape[0] as number, -1])),
    1,
  );
}

/** The rows [R, n] as a tree like `params`. */
export function fromVectors<Params extends TensorTree>(vectors: Tensor, params: Params): Params {
  let start = 0;
  return mapTree((leaf) => {
    const size = leaf.size / (leaf.shape[0] as number);
    const part = tf.slice(vectors, [0, start], [-1, size]);
    start += size;
    return tf.reshape(part, leaf.shape);
  }, params);
}

/** An objective over trees like `params` as a function of rows, [R, n] → [R]. */
export function onVectors<Params extends TensorTree>(
  objective: (params: Params) => Tensor,
  params: Params,
): (vectors: Tensor) => Tensor {
  return (vectors) => objective(fromVectors(vectors, params));
}

/** The scalar product of each replica's rows, [R]. */
export function dot(a: Tensor, b: Tensor): Tensor {
  return tf.sum(tf.mul(a, b), 1);
}

/** Matrix times vector for each replica: [R, n, n] · [R, n] → [R, n]. */
export function matrixVectorProduct(matrices: Tensor, vectors: Tensor): Tensor {
  return tf.reshape(tf.matMul(matrices, tf.reshape(vectors, [...vectors.shape, 1])), vectors.shape);
}

/** a bᵀ for each replica: [R, n], [R, m] → [R, n, m]. */
export function outerProduct(a: Tensor, b: Tensor): Tensor {
  return tf.mul(tf.reshape(a, [...a.shape, 1]), tf.reshape(b, [-1, 1, b.shape[1] as number]));
}

/** One value for each replica, [R], in a shape that broadcasts over a leaf of shape [R, …]. */
export function over(leaf: Tensor, values: Tensor): Tensor {
  return tf.reshape(values, [-1, ...Array<number>(leaf.rank - 1).fill(1)]);
}
