import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";
import { requireShare, requireWhole } from "./require.js";

/** How many were right in a row, how many of all, and how many there were, [R]. */
export interface ConsecutiveCorrectState extends Record<string, Tensor> {
  readonly inARow: Tensor;
  readonly correct: Tensor;
  readonly seen: Tensor;
}

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
  requireWhole("consecutiveCorrect: inARow", inARow);
  requireShare("consecutiveCorrect: share", share);
  const configuration = { criterion: "consecutiveCorrect", inARow, share };
  return {
    configuration,
    program: configuration,
    numbers: {},
    heldOutExamples: 0,
    init: (lanes) => ({ inARow: tf.zeros([lanes]), correct: tf.zeros([lanes]), seen: tf.zeros([lanes]) }),
    // Half of a prediction below the share: a product of floats may miss the whole number that it equals.
    met: ({ inARow: row, correct, seen }) =>
      tf.logicalAnd(
        tf.greaterEqual(row, inARow),
        tf.greater(correct, tf.sub(tf.ceil(tf.sub(tf.mul(share, seen), 1e-3)), 0.5)),
      ),
    observe({ inARow: row, correct, seen }, { accuracy }) {
      const right = tf.cast(tf.equal(accuracy, 1), "float32");
      return { inARow: tf.mul(right, tf.add(row, 1)), correct: tf.add(correct, right), seen: tf.add(seen, 1) };
    },
  };
}
