import type { Tensor } from "@tensorflow/tfjs";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import type { LaneTensors } from "./laneData.js";

/**
 * [R], bool: whether each lane misclassifies at most so many of the held-out examples of its task. The answer is exact for
 * the lanes that ask, and anything for the others.
 *
 * Goes through the examples block by block and leaves off as soon as every lane that asks has more errors than that. They
 * lie hardest first, so that for most of training the first blocks decide.
 *
 * @param asking [R], bool
 * @param task [R], int32
 * @param logits [R, B, outputs] of inputs [R, B, features]
 */
export function errorsAtMost(
  errors: number,
  asking: Tensor,
  task: Tensor,
  { heldOutInputs, heldOutLabels }: LaneTensors,
  logits: (inputs: Tensor) => Tensor,
): Tensor {
  const [tasks, blocks, size, features] = heldOutInputs.shape as [number, number, number, number];
  const inputs = tf.reshape(heldOutInputs, [tasks * blocks, size, features]);
  const labels = tf.reshape(heldOutLabels, [tasks * blocks, size]);
  const firstBlock = tf.mul(task, tf.scalar(blocks, "int32"));
  const undecided = (wrong: Tensor) => tf.logicalAnd(asking, tf.lessEqual(wrong, tf.scalar(errors, "int32")));

  const [wrong] = scan(
    (found: Tensor, index) => {
      const block = tf.add(firstBlock, index);
      const classes = tf.gather(labels, block);
      const chosen = tf.argMax(logits(tf.gather(inputs, block)), -1);
      const missed = tf.logicalAnd(tf.greaterEqual(classes, tf.scalar(0, "int32")), tf.notEqual(chosen, classes));
      return [tf.add(found, tf.sum(tf.cast(missed, "int32"), -1)), []];
    },
    tf.zerosLike(task),
    blocks,
    (found) => tf.any(undecided(found)),
  );
  return undecided(wrong);
}
