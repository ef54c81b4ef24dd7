import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { flatten, leaves, mapTree, scan, type TensorTree, tf } from "../engine/index.js";
import type { Assignment, LaneState } from "./laneState.js";
import type { ProgramPlan } from "./plan.js";
import type { NotFinite } from "./run.js";
import { column, int } from "./tensors.js";

/** [R, L], int32: for each of the L tensors of a tree 1 where all numbers of a lane are finite. */
export function finiteLeaves(tree: TensorTree): Tensor {
  const flags = leaves<Tensor>(tree).map((leaf) =>
    leaf.dtype === "float32"
      ? tf.all(tf.isFinite(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1)
      : tf.ones([leaf.shape[0] as number], "bool"),
  );
  return tf.cast(tf.stack(flags, 1), "int32");
}

type Watched = Pick<LaneState, "params" | "optimizerState">;

/** What of a lane is to be finite: the parameters, then the optimizer's state. */
function watched({ params, optimizerState }: Watched): TensorTree {
  return { parameter: params, state: optimizerState };
}

/** What a run calls the leaves of what is watched. */
export function watchedNames(lanes: Watched): Pick<NotFinite, "quantity" | "parameter">[] {
  return flatten<Tensor>(watched(lanes)).paths.map((path) => {
    const [quantity] = path.split(".", 1) as [NotFinite["quantity"]];
    return { quantity, parameter: path.slice(quantity.length + 1) };
  });
}

/**
 * [R, L], int32: 1 where what is watched is finite. What is not finite in a fresh state, as the best loss of a plateau, counts
 * as finite.
 */
export function finiteLanes({ optimizer }: ProgramPlan, lanes: Watched, { settings }: Assignment): Tensor {
  const params = mapTree((leaf) => tf.zerosLike(leaf), lanes.params);
  const fresh = finiteLeaves(watched({ params, optimizerState: optimizer(settings).init(params) }));
  return tf.maximum(finiteLeaves(watched(lanes)), tf.sub(int(1), fresh));
}

/** `finite` and, of the lanes whose state is about to be reset, `finiteLanes`: counted only where there are some. */
export function finiteBeforeReset(
  plan: ProgramPlan,
  finite: Tensor,
  lanes: Watched,
  assignment: Assignment,
  reset: Tensor,
): Tensor {
  if (!plan.resets) return finite;
  const some = tf.cast(tf.any(reset), "int32") as Scalar;
  const look = (before: Tensor): [Tensor, []] => {
    const now = tf.maximum(finiteLanes(plan, lanes, assignment), tf.sub(int(1), column(reset)));
    return [tf.minimum(before, now), []];
  };
  return scan(look, finite, some)[0];
}
