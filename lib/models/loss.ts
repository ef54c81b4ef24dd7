import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/tensorflow.js";

/**
 * The mean over the batch of −Σ_c labels_c · (logits_c − log Σ_k exp(logits_k)), in nats, shape [R].
 *
 * The logarithm of the sum is taken after the maximum is subtracted, so that large logits do not overflow.
 *
 * @param logits [R, B, classes]
 * @param labels one-hot, float32: [R, B, classes], or [B, classes] where all replicas see the same examples
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  return tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1), -1));
}

/**
 * The fraction of examples whose largest logit is that of their label, shape [R].
 *
 * @param logits [R, B, classes]
 * @param labels the index of the class of each example, int32: [R, B], or [B] where all replicas see the same examples
 */
export function accuracy(logits: Tensor, labels: Tensor): Tensor {
  return tf.mean(tf.cast(tf.equal(tf.argMax(logits, -1), labels), "float32"), -1);
}
