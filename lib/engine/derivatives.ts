import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { repeat } from "./repeat.js";
import { tf, tidy } from "./tensorflow.js";

/**
 * A function of n numbers, of R replicas at once: [R, n] → [R]. The value of a replica depends on its own row alone.
 */
export type VectorFunction = (points: Tensor) => Tensor;

/**
 * The values [R] and the gradients [R, n] of `fn` at points [R, n].
 *
 * @throws Error where the points are of another shape, or `fn` gives something else than one value for each replica
 */
export function valueAndGradient(
  fn: VectorFunction,
  points: Tensor,
): { readonly value: Tensor; readonly gradient: Tensor } {
  const checked = perReplica("valueAndGradient", fn, points);
  return tidy(() => {
    const { value, grad } = tf.valueAndGrad(checked)(points, tf.ones(points.shape.slice(0, 1)));
    return { value, gradient: grad };
  });
}

/** `fn`, where it gives one value for each replica of points [R, n]. */
function perReplica(title: string, fn: VectorFunction, points: Tensor): VectorFunction {
  const [replicas] = points.shape;
  if (points.rank !== 2)
    throw new Error(`${title}: the points have shape [${points.shape}]; give [replicas, numbers].`);
  return (at) => {
    const value = fn(at);
    if (value.rank === 1 && value.shape[0] === replicas) return value;
    throw new Error(
      `${title}: the function gives shape [${value.shape}] for ${replicas} replicas; ` +
        `give one value for each, shape [${replicas}].`,
    );
  };
}

/**
 * The exact Hessians [R, n, n] of `fn` at points [R, n]: n products with a unit vector, each a gradient of a gradient.
 *
 * @throws Error as `valueAndGradient` does, and where tfjs has no gradient for the gradient of an operation (maxPool, depthwiseConv2d, batchNorm, resizeBilinear)
 */
export function hessian(fn: VectorFunction, points: Tensor): Tensor {
  const checked = perReplica("hessian", fn, points);
  const [replicas = 0, n = 0] = points.shape;
  const addColumn = (columns: Tensor, at: Scalar): Tensor => {
    const direction = unit(n, at);
    const column = tf.reshape(hessianVectorProduct(checked, points, direction), [replicas, n, 1]);
    return tf.add(columns, tf.mul(column, direction));
  };
  return tidy(() => repeat(n, addColumn, tf.zeros([replicas, n, n])));
}

/** The exact diagonals [R, n] of the Hessians of `fn` at points [R, n]. The work is that of `hessian`, the memory is not; errors too. */
export function hessianDiagonal(fn: VectorFunction, points: Tensor): Tensor {
  const checked = perReplica("hessianDiagonal", fn, points);
  const [, n = 0] = points.shape;
  const addEntry = (diagonal: Tensor, at: Scalar): Tensor => {
    const direction = unit(n, at);
    return tf.add(diagonal, tf.mul(hessianVectorProduct(checked, points, direction), direction));
  };
  return tidy(() => repeat(n, addEntry, tf.zerosLike(points)));
}

/** H · v, shape [R, n], as the gradient of g · v; v is [n] or [R, n]. */
function hessianVectorProduct(fn: VectorFunction, points: Tensor, vector: Tensor): Tensor {
  const slope = (at: Tensor) => tf.sum(tf.mul(tf.grad((inner: Tensor) => tf.sum(fn(inner)))(at), vector));
  return tf.grad(slope)(points);
}

/** The unit vector along one axis, shape [n]. */
function unit(n: number, axis: Scalar): Tensor {
  return tf.cast(tf.equal(tf.range(0, n, 1, "int32"), axis), "float32");
}
