import { type MlpParams, mlp, tf, tidy } from "momenta";

/** The sizes and constants of the training step; `training_step.py` has the same. */
export const batch = 64;
export const adamOptions = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const rows = 6000;
const [features, classes] = [784, 10];

export const model = mlp([features, 100, 100, classes]);

export interface Examples extends Record<string, tf.Tensor2D> {
  /** [rows, features] */
  readonly images: tf.Tensor2D;
  /** [rows, classes], one-hot. */
  readonly labels: tf.Tensor2D;
}

export function randomExamples(): Examples {
  return tidy(() => {
    const images = tf.randomUniform<tf.Rank.R2>([rows, features], 0, 1, "float32", 1);
    const digits = tf.randomUniform<tf.Rank.R1>([rows], 0, classes, "int32", 2);
    return { images, labels: tf.oneHot(digits, classes, 1, 0, "float32") as tf.Tensor2D };
  });
}

/** [updates, replicas, batch], int32: the rows of the examples that each update of each replica sees. */
export function indexTable(updates: number, replicas: number): tf.Tensor3D {
  return tf.randomUniform<tf.Rank.R3>([updates, replicas, batch], 0, rows, "int32", 3);
}

/** The parameters of the replicas before the first update. */
export function initialParameters(replicas: number): MlpParams {
  return model.init(Array.from({ length: replicas }, (_, seed) => seed));
}
