import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { mapTree, type TensorTree } from "../engine/tree.js";
import type { LaneTensors } from "./laneData.js";

/**
 * [R], bool: whether each lane misclassifies at most so many of the held-out examples of its task. The answer is exact for
 * the lanes that ask, and anything for the others.
 *
 * The examples lie hardest first: for most of training the first tenth of them has more errors than that. Only the lanes
 * that it leaves open go through the rest, one lane after the other.
 *
 * @param asking [R], bool
 * @param task [R], int32
 * @param logits [R, B, outputs] of parameters, of inputs [R, B, features] and of the task of each replica, [R]
 */
export function errorsAtMost(
  errors: number,
  asking: Tensor,
  task: Tensor,
  params: TensorTree,
  { hardInputs, hardLabels, restInputs, restLabels }: LaneTensors,
  logits: (params: TensorTree, inputs: Tensor, task: Tensor) => Tensor,
): Tensor {
  const undecided = (wrong: Tensor) => tf.logicalAnd(asking, tf.lessEqual(wrong, int(errors)));
  /** [R]: the errors among some of the examples. */
  const count = (at: TensorTree, ofTask: Tensor, inputs: Tensor, units: Tensor) => {
    const labels = tf.gather(units, ofTask);
    const found = tf.argMax(logits(at, tf.gather(inputs, ofTask), ofTask), -1);
    return tf.sum(tf.cast(tf.notEqual(found, labels), "int32"), -1);
  };

  const inFirst = count(params, task, hardInputs, hardLabels);
  const open = tf.cast(undecided(inFirst), "int32");
  const lanes = tf.range(0, task.shape[0] as number, 1, "int32");
  const [{ wrong }] = scan(
    (carry: { wrong: Tensor; open: Tensor }) => {
      const lane = tf.reshape(tf.argMax(carry.open), [1]);
      const own = mapTree((leaf) => tf.gather(leaf, lane), params);
      const here = tf.cast(tf.equal(lanes, lane), "int32");
      const found = count(own, tf.gather(task, lane), restInputs, restLabels);
      return [{ wrong: tf.add(carry.wrong, tf.mul(here, found)), open: tf.mul(carry.open, tf.sub(int(1), here)) }, []];
    },
    { wrong: inFirst, open },
    tf.sum(open) as Scalar,
  );
  return undecided(wrong);
}

function int(value: number): Tensor {
  return tf.scalar(value, "int32");
}
