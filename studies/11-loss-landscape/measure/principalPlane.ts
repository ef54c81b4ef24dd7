import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import { random, tf, tidy } from "momenta/engine";

/** The first two principal components of some rows. */
export interface PrincipalPlane {
  /** [1, features]. */
  readonly mean: Tensor;
  /** [2, features], orthonormal, the first component first. */
  readonly axes: Tensor;
  /** The share of the variance that lies in the plane. */
  readonly variance: number;
}

const ITERATIONS = 200;

/** By subspace iteration on the covariance of rows [N, features]; the caller disposes the tensors. */
export function principalPlane(rows: Tensor2D): PrincipalPlane {
  const { normal } = random(1, 0);
  const features = rows.shape[1];
  const found = tidy(() => {
    const mean = tf.mean(rows, 0, true);
    const centred = tf.sub(rows, mean);
    const covariance = tf.matMul(centred, centred, true) as Tensor2D;
    let axes = tf.tensor2d(Float32Array.from({ length: 2 * features }, normal), [2, features]) as Tensor;
    for (let iteration = 0; iteration < ITERATIONS; iteration++) axes = orthonormal(tf.matMul(axes, covariance));
    const inPlane = tf.sum(tf.square(tf.matMul(centred, axes, false, true)));
    return { mean, axes, variance: tf.div(inPlane, tf.sum(tf.square(centred))) };
  });
  const variance = found.variance.dataSync()[0] as number;
  found.variance.dispose();
  return { mean: found.mean, axes: found.axes, variance };
}

/** Two rows made orthonormal, Gram and Schmidt. */
function orthonormal(rows: Tensor): Tensor {
  return tidy(() => {
    const [first, second] = tf.split(rows, 2) as [Tensor, Tensor];
    const unit = (row: Tensor) => tf.div(row, tf.norm(row));
    const e = unit(first);
    return tf.concat([e, unit(tf.sub(second, tf.mul(tf.sum(tf.mul(second, e)), e)))]);
  });
}
