import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { singularValues, tf, tidy } from "../engine/index.js";

/**
 * The fraction of a layer's units that are 0 on every example of a batch, shape [R]: ReLU units that no gradient reaches.
 *
 * Source: Dohare, Hernandez-Garcia, Lan, Rahman, Mahmood, Sutton, "Loss of plasticity in deep continual learning", Nature
 * 2024.
 *
 * @param activations [R, B, units]
 */
export function deadUnits(activations: Tensor): Tensor1D {
  return tidy(() => tf.mean<Tensor1D>(tf.cast(tf.all(tf.equal(activations, 0), 1), "float32"), -1));
}

/**
 * Effective rank, shape [R]: exp(−Σₖ pₖ log pₖ), pₖ = σₖ / Σσ, of the singular values σ of the activations. Between 1 and
 * min(B, units); 0 where all is 0.
 *
 * Source: Roy and Vetterli, "The effective rank: a measure of effective dimensionality", EUSIPCO 2007.
 *
 * @param activations [R, B, units]
 * @throws Error where TensorFlow's native addon is not there
 */
export function effectiveRank(activations: Tensor): Tensor1D {
  return tidy(() => {
    const shares = sharesOf(activations);
    const entropy = tf.neg(tf.sum(tf.mul(shares, tf.log(tf.maximum(shares, TINY))), -1));
    return tf.mul<Tensor1D>(tf.exp(entropy), tf.cast(tf.any(tf.greater(shares, 0), -1), "float32"));
  });
}

/**
 * Stable rank, shape [R]: the fewest singular values of the activations that make up more than 99 % of their sum; 0 where
 * all is 0.
 *
 * Source: Dohare, Hernandez-Garcia, Lan, Rahman, Mahmood, Sutton, "Loss of plasticity in deep continual learning", Nature
 * 2024.
 *
 * @param activations [R, B, units]
 * @throws Error where TensorFlow's native addon is not there
 */
export function stableRank(activations: Tensor): Tensor1D {
  return tidy(() => {
    const shares = sharesOf(activations);
    const before = tf.cumsum(shares, -1, true);
    const needed = tf.logicalAnd(tf.lessEqual(before, 0.99), tf.any(tf.greater(shares, 0), -1, true));
    return tf.sum<Tensor1D>(tf.cast(needed, "float32"), -1);
  });
}

/** The smallest normal float32: log 0 is never taken. */
const TINY = 2 ** -126;

/** Singular values divided by their sum, the largest first; zeros where all are 0. */
function sharesOf(activations: Tensor): Tensor {
  const values = singularValues(activations);
  return tf.div(values, tf.maximum(tf.sum(values, -1, true), TINY));
}
