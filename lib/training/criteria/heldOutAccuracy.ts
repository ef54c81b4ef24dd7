import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument, whole } from "../../arguments/index.js";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";
import { share } from "./share.js";

/**
 * Learned is: accuracy ≥ threshold on the first `examples` test examples of the task, the same for every run.
 *
 * @param every measured before every so many updates, and before the first
 * @throws RangeError where the threshold is outside of (0, 1], or a number of examples or updates is no positive integer
 */
export function heldOutAccuracy(threshold: number, examples = 500, every = 1): Criterion {
  const name = "heldOutAccuracy";
  requireArgument(name, "threshold", threshold, share);
  requireArgument(name, "examples", examples, whole());
  requireArgument(name, "every", every, whole());
  return {
    configuration: { criterion: name, threshold, examples, every },
    program: { criterion: name, examples, every },
    numbers: { errors: examples - Math.ceil(threshold * examples - 1e-9) },
    heldOutExamples: examples,
    init: () => ({}),
    met(_, { updates, heldOutErrorsAtMost }, numbers) {
      const errors = numbers.errors as Tensor;
      if (every === 1) return heldOutErrorsAtMost(errors);
      const asking = tf.equal(tf.mod(updates, tf.scalar(every, "int32")), tf.scalar(0, "int32"));
      return tf.logicalAnd(asking, heldOutErrorsAtMost(errors, asking));
    },
    observe: (state) => state,
  };
}
