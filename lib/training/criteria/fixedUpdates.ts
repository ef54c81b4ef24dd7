import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument, whole } from "../../arguments/index.js";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";

/**
 * A task is over after a number of updates, learned or not.
 *
 * @throws RangeError where the number is no positive integer
 */
export function fixedUpdates(updates: number): Criterion {
  requireArgument("fixedUpdates", "updates", updates, whole());
  return {
    configuration: { criterion: "fixedUpdates", updates },
    program: { criterion: "fixedUpdates" },
    numbers: { updates },
    heldOutExamples: 0,
    leastUpdates: updates,
    init: () => ({}),
    met: (_, { updates: made }, numbers) => tf.greaterEqual(made, numbers.updates as Tensor),
    observe: (state) => state,
  };
}
