import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../../engine/tensorflow.js";
import { leaves, type TensorTree } from "../../engine/tree.js";

/** [R] for each layer, the top level of a tree of parameters: the Euclidean norm of all its numbers together. */
export function layerNorms(tree: TensorTree): Record<string, Tensor> {
  const entries = Object.entries(tree as Record<string, TensorTree>);
  return Object.fromEntries(entries.map(([layer, branch]) => [layer, tf.sqrt(sumOfSquares(branch))]));
}

function sumOfSquares(tree: TensorTree): Tensor {
  return tf.addN(
    leaves<Tensor>(tree).map((leaf) => tf.sum(tf.square(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1)),
  );
}
