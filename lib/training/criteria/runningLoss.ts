import type { Tensor } from "@tensorflow/tfjs";
import { number, requireArgument } from "../../arguments/index.js";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";

/** A moving average of the loss, and the weight that it has gathered, [R]. */
export interface RunningLossState extends Record<string, Tensor> {
  readonly sum: Tensor;
  readonly weight: Tensor;
}

const bound = number("a loss to fall below, above 0", (value) => value > 0);
const kept = number("a number of at least 0 and below 1", (value) => value >= 0 && value < 1);

/**
 * Learned is: the running mean of the batches' losses, each measured before the update made with it, is below a bound.
 *
 *     s ← d · s + (1 − d) · loss,   w ← d · w + (1 − d),   learned where s / w < below
 *
 * @param below in nats
 * @param decay d, in [0, 1): .9 remembers some ten updates
 * @throws RangeError where `below` is not above 0, or the decay outside of [0, 1)
 */
export function runningLoss(below: number, decay = 0.9): Criterion<RunningLossState> {
  const name = "runningLoss";
  requireArgument(name, "below", below, bound);
  requireArgument(name, "decay", decay, kept);
  const average = (mean: Tensor, value: Tensor) => tf.add(tf.mul(decay, mean), tf.mul(1 - decay, value));
  const configuration = { criterion: name, below, decay };
  return {
    configuration,
    program: configuration,
    numbers: {},
    heldOutExamples: 0,
    init: (lanes) => ({ sum: tf.zeros([lanes]), weight: tf.zeros([lanes]) }),
    met: ({ sum, weight }) => tf.less(sum, tf.mul(below, weight)),
    observe: ({ sum, weight }, { loss }) => ({ sum: average(sum, loss), weight: average(weight, tf.onesLike(weight)) }),
  };
}
