import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";

/** A moving average of the loss, and the weight that it has gathered, [R]. */
export interface RunningLossState extends Record<string, Tensor> {
  readonly sum: Tensor;
  readonly weight: Tensor;
}

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
  if (!(below > 0)) throw new RangeError(`runningLoss: below is ${below}; a loss to fall below is above 0.`);
  if (!(decay >= 0 && decay < 1)) throw new RangeError(`runningLoss: decay is ${decay}; give a number in [0, 1).`);
  const average = (mean: Tensor, value: Tensor) => tf.add(tf.mul(decay, mean), tf.mul(1 - decay, value));
  const configuration = { criterion: "runningLoss", below, decay };
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
