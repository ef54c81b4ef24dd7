import type { Tensor2D } from "@tensorflow/tfjs";
import { tf, tidy } from "../engine/index.js";

/**
 * An order of examples: those first that lie nearest to the mean of a class that is not theirs, by ‖x − μ_other‖² − ‖x − μ_own‖²,
 * the other class being the one that makes it least. They are those that classifiers of other kinds, too, tend to get wrong.
 *
 * @param train inputs [N, features] of the task, from which the means are taken, and their classes
 * @param held inputs [E, features], and their classes
 * @returns the places 0 … E − 1 of the held-out examples, hardest first
 */
export function hardestFirst(
  train: { inputs: Tensor2D; classes: Int32Array },
  held: { inputs: Tensor2D; classes: Int32Array },
): Int32Array {
  const known = [...new Set(train.classes)].sort((a, b) => a - b);
  const columnOf = new Map(known.map((label, column) => [label, column]));
  const distances = tidy(() => {
    const columns = train.classes.map((label) => columnOf.get(label) as number);
    const member = tf.cast(
      tf.equal(tf.tensor2d(columns, [columns.length, 1], "int32"), tf.range(0, known.length, 1, "int32")),
      "float32",
    );
    const means = tf.div(tf.matMul(member, train.inputs, true), tf.reshape(tf.sum(member, 0), [-1, 1]));
    const products = tf.matMul(held.inputs, means, false, true);
    // ‖x‖² is the same for all means.
    return tf.sub(tf.reshape(tf.sum(tf.square(means), 1), [1, -1]), tf.mul(2, products)).arraySync() as number[][];
  });
  const margins = distances.map((row, example) => {
    const own = columnOf.get(held.classes[example] as number);
    if (own === undefined) return Number.NEGATIVE_INFINITY;
    const others = row.filter((_, column) => column !== own);
    return Math.min(...others, Number.MAX_VALUE) - (row[own] as number);
  });
  return Int32Array.from(margins.keys()).sort((a, b) => (margins[a] as number) - (margins[b] as number) || a - b);
}
