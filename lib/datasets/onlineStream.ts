import type { Tensor2D, Tensor3D } from "@tensorflow/tfjs";
import { tf } from "../engine/index.js";
import { requireCount } from "./check.js";

/** K examples for each of R replicas, to be learned one after the other. */
export interface OnlineExamples {
  /** [K, R, n]. */
  readonly inputs: Tensor3D;
  /** [K, R]. */
  readonly targets: Tensor2D;
}

/** An endless sequence of examples, one of its own for each seed, the same however it is divided into calls. */
export interface OnlineStream {
  /**
   * The next `steps` examples. The caller disposes them.
   *
   * @throws RangeError where `steps` is no whole number of at least 1
   */
  next(steps: number): OnlineExamples;
}

/** @param samplers one for each replica: writes the next input of n numbers and gives its target */
export function onlineStream(features: number, samplers: readonly ((input: Float32Array) => number)[]): OnlineStream {
  const replicas = samplers.length;
  return {
    next(steps) {
      requireCount("steps", steps);
      const inputs = new Float32Array(steps * replicas * features);
      const targets = new Float32Array(steps * replicas);
      for (let example = 0; example < targets.length; example++) {
        const sample = samplers[example % replicas] as (input: Float32Array) => number;
        targets[example] = sample(inputs.subarray(example * features, (example + 1) * features));
      }
      return {
        inputs: tf.tensor3d(inputs, [steps, replicas, features]),
        targets: tf.tensor2d(targets, [steps, replicas]),
      };
    },
  };
}
