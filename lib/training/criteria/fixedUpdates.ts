import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../../engine/index.js";
import type { Criterion } from "./criterion.js";
import { requireWhole } from "./require.js";

/**
 * A task is over after a number of updates, learned or not.
 *
 * @throws RangeError where the number is no positive integer
 */
export function fixedUpdates(updates: number): Criterion {
  requireWhole("fixedUpdates: updates", updates);
  return {
    configuration: { criterion: "fixedUpdates", updates },
    program: { criterion: "fixedUpdates" },
    numbers: { updates },
    heldOutExamples: 0,
    init: () => ({}),
    met: (_, { updates: made }, numbers) => tf.greaterEqual(made, numbers.updates as Tensor),
    observe: (state) => state,
  };
}
