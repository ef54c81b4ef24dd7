import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { mapTree, scan, type TensorTree, tf } from "../engine/index.js";
import { type LaneData, PIECES } from "./laneData.js";
import { int } from "./tensors.js";

/**
 * [R], bool: whether each lane misclassifies at most so many of the held-out examples of its task. The answer is exact for
 * the lanes that ask, and anything for the others.
 *
 * The examples lie hardest first. The first ones are looked at for all lanes at once; after them each lane that they leave
 * open goes on alone, piece by piece, until it has more errors than that or has seen all.
 *
 * @param errors a scalar, int32
 * @param asking [R], bool
 * @param task [R], int32
 * @param logits [R, B, outputs] of parameters, of inputs [R, B, features] and of the task of each replica, [R]
 */
export function errorsAtMost(
  errors: Tensor,
  asking: Tensor,
  task: Tensor,
  params: TensorTree,
  { hardInputs, hardLabels, restInputs, restLabels }: LaneData,
  logits: (params: TensorTree, inputs: Tensor, task: Tensor) => Tensor,
): Tensor {
  const [tasks, rest, features] = restInputs.shape as [number, number, number];
  const undecided = (wrong: Tensor) => tf.logicalAnd(asking, tf.lessEqual(wrong, errors));
  /** [R]: the errors among some of the examples. */
  const count = (at: TensorTree, ofTask: Tensor, inputs: Tensor, labels: Tensor) =>
    tf.sum(tf.cast(tf.notEqual(tf.argMax(logits(at, inputs, ofTask), -1), labels), "int32"), -1);

  const inFirst = count(params, task, tf.gather(hardInputs, task), tf.gather(hardLabels, task));
  if (rest === 0) return undecided(inFirst);
  const piecesOfInputs = tf.reshape(restInputs, [tasks * PIECES, rest / PIECES, features]);
  const piecesOfLabels = tf.reshape(restLabels, [tasks * PIECES, rest / PIECES]);
  const lanes = tf.range(0, task.shape[0] as number, 1, "int32");
  const open = tf.cast(undecided(inFirst), "int32");
  const [{ wrong }] = scan(
    (carry: { wrong: Tensor; open: Tensor }) => {
      const lane = tf.reshape(tf.argMax(carry.open), [1]);
      const own = mapTree((leaf) => tf.gather(leaf, lane), params);
      const ownTask = tf.gather(task, lane);
      const [ownWrong] = scan(
        (wrong: Tensor, index: Scalar) => {
          const piece = tf.add(tf.mul(ownTask, int(PIECES)), index);
          const found = count(own, ownTask, tf.gather(piecesOfInputs, piece), tf.gather(piecesOfLabels, piece));
          return [tf.add(wrong, found), []];
        },
        tf.gather(carry.wrong, lane),
        PIECES,
        (wrong) => tf.reshape(tf.lessEqual(wrong, errors), []),
      );
      const here = tf.equal(lanes, lane);
      return [{ wrong: tf.where(here, ownWrong, carry.wrong), open: tf.where(here, int(0), carry.open) }, []];
    },
    { wrong: inFirst, open },
    tf.sum(open) as Scalar,
  );
  return undecided(wrong);
}
