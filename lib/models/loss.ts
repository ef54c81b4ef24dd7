import type { Tensor } from "@tensorflow/tfjs";
import { configured } from "../configuration/index.js";
import { tf } from "../engine/index.js";

/**
 * What a model is trained to make small: the mean loss of each replica, shape [R].
 *
 * @param outputs of the model, [R, B, outputs]
 * @param targets [R, B, outputs]: one-hot labels, or the targets of regression
 */
export type Loss = (outputs: Tensor, targets: Tensor) => Tensor;

/**
 * The shape of `given` has to be `wanted`, or `wanted` without its replica axis: where it is another, broadcasting could
 * make a number of it all the same.
 */
function requireShape(loss: string, name: string, given: Tensor, wanted: readonly number[]): void {
  const shapes = [wanted, wanted.slice(1)].map((shape) => `[${shape}]`);
  if (shapes.includes(`[${given.shape}]`)) return;
  throw new Error(`${loss}: ${name} have shape [${given.shape}]; give ${shapes.join(" or, for all replicas, ")}.`);
}

/** The mean of each replica, shape [R]. */
function meanOfReplica(values: Tensor): Tensor {
  return tf.mean(
    values,
    values.shape.slice(1).map((_, index) => index + 1),
  );
}

/**
 * The mean over the batch of −Σ_c labels_c · (logits_c − log Σ_k exp(logits_k)), in nats, shape [R]; for sequences the
 * mean over all places of all sequences.
 *
 * The logarithm of the sum is taken after the maximum is subtracted, so that large logits do not overflow.
 *
 * @param logits [R, B, classes], or [R, B, T, classes] for sequences of length T
 * @param labels one-hot, float32: of the shape of the logits, or without its R where all replicas see the same examples
 * @throws Error where the labels have another shape
 */
export function softmaxCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  // First the product, so that shapes that TensorFlow refuses by itself are reported with the line that runs.
  const products = tf.mul(labels, tf.logSoftmax(logits));
  requireShape("softmaxCrossEntropy", "labels", labels, logits.shape);
  return tf.neg(meanOfReplica(tf.sum(products, -1)));
}

/**
 * The mean over the batch of log(1 + exp(−logit)) where the label is 1 and log(1 + exp(logit)) where it is 0, in nats,
 * shape [R]: the loss of logistic regression, PyTorch's BCEWithLogitsLoss. With several outputs, the mean over them too.
 *
 * Losses and gradients near 0 keep their digits, and large logits do not overflow.
 *
 * @param logits [R, B, outputs]
 * @param labels 0 or 1, or a probability, float32: [R, B, outputs], or [B, outputs] where all replicas see the same examples
 * @throws Error where the labels have another shape
 */
export function sigmoidCrossEntropy(logits: Tensor, labels: Tensor): Tensor {
  requireShape("sigmoidCrossEntropy", "labels", labels, logits.shape);
  const ofOnes = tf.mul(labels, tf.softplus(tf.neg(logits)));
  return meanOfReplica(tf.add(ofOnes, tf.mul(tf.sub(1, labels), tf.softplus(logits))));
}

/**
 * The mean over batch and outputs of (output − target)², without the factor ½, shape [R]: PyTorch's MSELoss.
 *
 * @param outputs [R, B, outputs]
 * @param targets float32: [R, B, outputs], or [B, outputs] where all replicas see the same examples
 * @throws Error where the targets have another shape
 */
export function squaredError(outputs: Tensor, targets: Tensor): Tensor {
  requireShape("squaredError", "targets", targets, outputs.shape);
  return meanOfReplica(tf.squaredDifference(outputs, targets));
}

/**
 * The fraction of examples whose largest logit is that of their label, shape [R]; for sequences, of places.
 *
 * @param logits [R, B, classes], or [R, B, T, classes] for sequences of length T
 * @param labels the index of the class of each example, int32: [R, B] or [R, B, T], without R where all replicas see the
 *   same examples
 * @throws Error where the labels have another shape
 */
export function accuracy(logits: Tensor, labels: Tensor): Tensor {
  requireShape("accuracy", "labels", labels, logits.shape.slice(0, -1));
  return meanOfReplica(tf.cast(tf.equal(tf.argMax(logits, -1), labels), "float32"));
}

/**
 * The fraction of examples whose logit is above 0 where their label is 1 and not above 0 where it is 0, shape [R].
 *
 * @param logits [R, B, outputs]
 * @param labels 0 or 1, float32: [R, B, outputs], or [B, outputs] where all replicas see the same examples
 * @throws Error where the labels have another shape
 */
export function binaryAccuracy(logits: Tensor, labels: Tensor): Tensor {
  requireShape("binaryAccuracy", "labels", labels, logits.shape);
  return meanOfReplica(tf.cast(tf.equal(tf.cast(tf.greater(logits, 0), "float32"), labels), "float32"));
}

for (const loss of [softmaxCrossEntropy, sigmoidCrossEntropy, squaredError]) configured(loss, { loss: loss.name });
