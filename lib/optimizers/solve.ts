import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { repeat, tf } from "../engine/index.js";
import { dot, outerProduct, over } from "./vectors.js";

/**
 * The solutions [R, n] of matrices [R, n, n] · x = vectors [R, n], by Gauss and Jordan's elimination with row pivots.
 *
 * The solution of a singular system is not finite. (TensorFlow's MatrixSolve throws there, and one replica would end all.)
 */
export function solve(matrices: Tensor, vectors: Tensor): Tensor {
  const [replicas, n] = vectors.shape as [number, number];
  const indices = tf.range(0, n, 1, "int32");
  const unit = (at: Tensor) => tf.cast(tf.equal(indices, tf.reshape(at, [-1, 1])), "float32");
  const row = (rows: Tensor, which: Tensor) => tf.sum(tf.mul(rows, tf.reshape(which, [-1, n, 1])), 1);

  const eliminate = (rows: Tensor, at: Scalar): Tensor => {
    const here = unit(at);
    const column = tf.sum(tf.mul(tf.slice(rows, [0, 0, 0], [-1, -1, n]), tf.reshape(here, [1, 1, n])), 2);
    const sizes = tf.where(tf.less(indices, at), tf.fill([replicas, n], -1), tf.abs(column));
    const largest = unit(tf.argMax(sizes, 1));
    const [pivot, pivotRow] = [dot(column, largest), row(rows, largest)];
    const exchange = tf.sub(here, largest);
    const swapped = tf.add(rows, outerProduct(exchange, tf.sub(pivotRow, row(rows, here))));
    const swappedColumn = tf.add(column, tf.mul(exchange, over(column, tf.sub(pivot, dot(column, here)))));
    return tf.sub(swapped, outerProduct(tf.sub(swappedColumn, here), tf.div(pivotRow, over(pivotRow, pivot))));
  };
  const solved = repeat(n, eliminate, tf.concat([matrices, tf.reshape(vectors, [replicas, n, 1])], 2));
  return tf.reshape(tf.slice(solved, [0, 0, n]), [replicas, n]);
}
