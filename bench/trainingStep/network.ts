import { type Model, mlp, tf } from "momenta";
import { cnn } from "./cnn.js";

export type Variables = readonly tf.Variable[];

/** A network that Momenta and tfjs-node train from the same parameters; the scripts of the peers have the same. */
export interface Network {
  /** What the peers call it. */
  readonly name: "mlp" | "cnn";
  readonly model: Model;
  /** Examples in a batch. */
  readonly batch: number;
  /** Logits [batch, classes] as a user of tfjs-node writes them, for the model's parameters without the replica axis. */
  logits(parameters: Variables, batch: tf.Tensor): tf.Tensor;
}

/** MLP 784-100-100-10 with ReLU. */
export const perceptron: Network = {
  name: "mlp",
  model: mlp([784, 100, 100, 10]) as Model,
  batch: 64,
  logits(parameters, batch) {
    const [kernel1, bias1, kernel2, bias2, kernel3, bias3] = parameters as SixVariables;
    const hidden1 = tf.relu(tf.add(tf.matMul(batch, kernel1), bias1));
    const hidden2 = tf.relu(tf.add(tf.matMul(hidden1, kernel2), bias2));
    return tf.add(tf.matMul(hidden2, kernel3), bias3);
  },
};

/** Two convolutions 3 × 3 of 16 and 32 channels, each with ReLU and 2 × 2 maxima, and a dense layer of 10. */
export const convolutional: Network = {
  name: "cnn",
  model: cnn as Model,
  batch: 32,
  logits(parameters, batch) {
    const [kernel1, bias1, kernel2, bias2, kernel3, bias3] = parameters as SixVariables;
    const images = tf.reshape<tf.Rank.R4>(batch, [-1, 28, 28, 1]);
    const hidden1 = convolution(images, kernel1, bias1);
    const hidden2 = convolution(hidden1, kernel2, bias2);
    return tf.add(tf.matMul(tf.reshape(hidden2, [batch.shape[0] as number, -1]), kernel3), bias3);
  },
};

type SixVariables = [tf.Variable, tf.Variable, tf.Variable, tf.Variable, tf.Variable, tf.Variable];

function convolution(images: tf.Tensor4D, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor4D {
  const sums = tf.add(tf.conv2d(images, kernel as tf.Tensor4D, 1, "same"), bias);
  return tf.maxPool(tf.relu(sums) as tf.Tensor4D, 2, 2, "valid");
}
