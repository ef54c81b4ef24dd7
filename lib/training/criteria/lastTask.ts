import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument } from "../../arguments/index.js";
import { type TensorTree, tf } from "../../engine/index.js";
import { type Criterion, type CriterionState, criterionKind } from "./criterion.js";

/** What each of the two criteria remembers. */
export interface LastTaskState<Last extends CriterionState, Others extends CriterionState> extends CriterionState {
  readonly last: Last;
  readonly others: Others;
}

/**
 * The last task of a stream is learned by one criterion, those before it by another: tasks of two digits to 98 %, say, and the
 * joint task to 90 %.
 *
 * @throws RangeError where both look at held-out examples, and not at the same number
 */
export function lastTask<Last extends CriterionState, Others extends CriterionState>(
  last: Criterion<Last>,
  others: Criterion<Others>,
): Criterion<LastTaskState<Last, Others>> {
  requireArgument("lastTask", "last", last, criterionKind);
  requireArgument("lastTask", "others", others, criterionKind);
  const counts = [last.heldOutExamples, others.heldOutExamples].filter((count) => count > 0);
  if (new Set(counts).size > 1) {
    throw new RangeError(`lastTask: the criteria look at ${counts.join(" and ")} held-out examples; give one number.`);
  }
  return {
    configuration: { criterion: "lastTask", last: last.configuration, others: others.configuration },
    program: { criterion: "lastTask", last: last.program, others: others.program },
    numbers: { last: last.numbers, others: others.numbers },
    heldOutExamples: Math.max(0, ...counts),
    leastUpdates: Math.max(last.leastUpdates ?? 0, others.leastUpdates ?? 0),
    init: (lanes) => ({ last: last.init(lanes), others: others.init(lanes) }),
    met(state, outlook, numbers) {
      const { atLastTask, heldOutErrorsAtMost } = outlook;
      const where = (mine: typeof atLastTask) => ({
        ...outlook,
        heldOutErrorsAtMost: (errors: Tensor, asking = mine) =>
          heldOutErrorsAtMost(errors, tf.logicalAnd(asking, mine)),
      });
      return tf.where(
        atLastTask,
        last.met(state.last, where(atLastTask), numbers.last as Record<string, TensorTree>),
        others.met(state.others, where(tf.logicalNot(atLastTask)), numbers.others as Record<string, TensorTree>),
      );
    },
    observe: (state, outcome) => ({
      last: last.observe(state.last, outcome),
      others: others.observe(state.others, outcome),
    }),
  };
}
