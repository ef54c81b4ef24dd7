import type { Tensor } from "@tensorflow/tfjs";
import { flatten, type TensorTree, tf, unflatten } from "../engine/index.js";
import type { Assignment, LaneState } from "./laneState.js";
import type { Plan } from "./plan.js";
import { select } from "./tensors.js";

const counts = ["updates", "scheduledUpdates"];

/** Whether a leaf of an optimizer's state, or of a group's in it, is a count of updates. */
function isCount(path: string, { dtype }: Tensor): boolean {
  return dtype === "int32" && counts.includes(path.slice(path.lastIndexOf(".") + 1));
}

/**
 * The optimizer's state before an update: in lanes that are at the first one of a task, `first` [R], bool, with what they
 * reset as in a fresh state.
 */
export function stateBefore(
  { optimizerState }: Pick<LaneState, "optimizerState">,
  fresh: TensorTree,
  first: Tensor,
  { resets, resetsCounts }: Pick<Assignment, "resets" | "resetsCounts">,
): TensorTree {
  const [everything, countsOnly] = [resets, resetsCounts].map((mask) => tf.logicalAnd(mask, first)) as [Tensor, Tensor];
  const { leaves, paths } = flatten<Tensor>(optimizerState);
  const start = flatten<Tensor>(fresh).leaves;
  const before = leaves.map((leaf, at) =>
    select(isCount(paths[at] as string, leaf) ? countsOnly : everything, start[at] as Tensor, leaf),
  );
  return unflatten(optimizerState, before);
}

/** @throws RangeError where counts alone are to be reset, and the state has none */
export function requireCounts({ queue }: Plan, optimizerState: TensorTree): void {
  const run = queue.find(({ stateAtSwitch }) => stateAtSwitch === "resetCount");
  const { leaves, paths } = flatten<Tensor>(optimizerState);
  if (run === undefined || paths.some((path, at) => isCount(path, leaves[at] as Tensor))) return;
  throw new RangeError(
    `train: stateAtSwitch is "resetCount", and the state of ${run.optimizer} has no count, ${counts.join(" or ")}; ` +
      'give "carryOver" or "reset".',
  );
}
