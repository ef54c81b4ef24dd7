import type { Tensor } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf } from "../../engine/index.js";

/** [R] for each layer, the top level of a tree of parameters: the Euclidean norm of all its numbers together. */
export function layerNorms(tree: TensorTree): Record<string, Tensor> {
  const entries = Object.entries(tree as Record<string, TensorTree>);
  return Object.fromEntries(entries.map(([layer, branch]) => [layer, tf.sqrt(sumOfSquares(branch))]));
}

/** [R] for each layer: the mean size, Σ|x| / n, of its numbers. */
export function layerMeans(tree: TensorTree): Record<string, Tensor> {
  const entries = Object.entries(tree as Record<string, TensorTree>);
  return Object.fromEntries(entries.map(([layer, branch]) => [layer, meanSize(branch)]));
}

function meanSize(tree: TensorTree): Tensor {
  const perReplica = leaves<Tensor>(tree).map((leaf) => tf.reshape(leaf, [leaf.shape[0] as number, -1]));
  const count = perReplica.reduce((sum, leaf) => sum + (leaf.shape[1] as number), 0);
  return tf.div(tf.addN(perReplica.map((leaf) => tf.sum(tf.abs(leaf), 1))), count);
}

function sumOfSquares(tree: TensorTree): Tensor {
  return tf.addN(
    leaves<Tensor>(tree).map((leaf) => tf.sum(tf.square(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1)),
  );
}
