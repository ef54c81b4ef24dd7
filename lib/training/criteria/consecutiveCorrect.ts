import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument, whole } from "../../arguments/index.js";
import { tf } from "../../engine/index.js";
import { int } from "../tensors.js";
import type { Criterion } from "./criterion.js";
import { share as shareKind } from "./share.js";

/**
 * How many were right in a row, and by how many more than their share are right, [R], int32: `ahead` + `rest` / 2³⁰, 0 ≤ rest
 * < 2³⁰. A product of the share and a number of floats would miss the whole number that it equals.
 */
export interface ConsecutiveCorrectState extends Record<string, Tensor> {
  readonly inARow: Tensor;
  readonly ahead: Tensor;
  readonly rest: Tensor;
}

/** What an example counts in the share of the right ones. */
const UNIT = 2 ** 30;

/**
 * Learned is: so many predictions in a row were right, and of all in this phase at least the given share, each made before
 * the update with its example. Made for batches of one example; of a larger batch all have to be right to count as one.
 *
 * Source: Ashley, Ghiassian, Sutton, "Does the Adam optimizer exacerbate catastrophic forgetting?", 2021, arXiv 2102.07686,
 * with 5 in a row and .9.
 *
 * @throws RangeError where `inARow` is no positive integer, or the share outside of (0, 1]
 */
export function consecutiveCorrect(inARow = 5, share = 0.9): Criterion<ConsecutiveCorrectState> {
  const name = "consecutiveCorrect";
  requireArgument(name, "inARow", inARow, whole());
  requireArgument(name, "share", share, shareKind);
  const owed = Math.floor(share * UNIT);
  const configuration = { criterion: "consecutiveCorrect", inARow, share };
  return {
    configuration,
    program: configuration,
    numbers: {},
    heldOutExamples: 0,
    init: (lanes) => ({ inARow: none(lanes), ahead: none(lanes), rest: none(lanes) }),
    met: ({ inARow: row, ahead }) => tf.logicalAnd(tf.greaterEqual(row, int(inARow)), tf.greaterEqual(ahead, int(0))),
    observe({ inARow: row, ahead, rest }, { accuracy }) {
      const right = tf.cast(tf.equal(accuracy, 1), "int32");
      const left = tf.sub(rest, int(owed));
      const borrowed = tf.cast(tf.less(left, int(0)), "int32");
      return {
        inARow: tf.mul(right, tf.add(row, int(1))),
        ahead: tf.sub(tf.add(ahead, right), borrowed),
        rest: tf.add(left, tf.mul(borrowed, int(UNIT))),
      };
    },
  };
}

function none(lanes: number): Tensor {
  return tf.zeros([lanes], "int32");
}
