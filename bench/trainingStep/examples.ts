import { leaves, type TensorTree, tf, tidy } from "momenta";
import type { Network } from "./network.js";

/** The constants of Adam, the same for all. */
export const adamOptions = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** What is learned: random images of random classes. */
export const sizes = { rows: 6000, features: 784, classes: 10 };

export interface Examples extends Record<string, tf.Tensor2D> {
  /** [rows, features] */
  readonly images: tf.Tensor2D;
  /** [rows, classes], one-hot. */
  readonly labels: tf.Tensor2D;
}

/** The caller disposes them. */
export function randomExamples(): Examples {
  const { rows, features, classes } = sizes;
  return tidy(() => {
    const images = tf.randomUniform<tf.Rank.R2>([rows, features], 0, 1, "float32", 1);
    const digits = tf.randomUniform<tf.Rank.R1>([rows], 0, classes, "int32", 2);
    return { images, labels: tf.oneHot(digits, classes, 1, 0, "float32") as tf.Tensor2D };
  });
}

/** [updates, replicas, batch], int32: the rows of the examples that each update of each replica sees. */
export function indexTable({ batch }: Network, updates: number, replicas: number): tf.Tensor3D {
  return tf.randomUniform<tf.Rank.R3>([updates, replicas, batch], 0, sizes.rows, "int32", 3);
}

/** The values of every leaf. */
export function values(tree: TensorTree): Float32Array[] {
  return leaves<tf.Tensor>(tree).map((leaf) => leaf.dataSync<"float32">());
}
