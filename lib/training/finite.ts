import type { Tensor } from "@tensorflow/tfjs";
import { flatten, leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import type { NotFinite } from "./run.js";
import { int } from "./tensors.js";

/** [R, L], int32: for each of the L tensors of a tree 1 where all numbers of a lane are finite. */
export function finiteLeaves(tree: TensorTree): Tensor {
  const flags = leaves<Tensor>(tree).map((leaf) =>
    leaf.dtype === "float32"
      ? tf.all(tf.isFinite(tf.reshape(leaf, [leaf.shape[0] as number, -1])), 1)
      : tf.ones([leaf.shape[0] as number], "bool"),
  );
  return tf.cast(tf.stack(flags, 1), "int32");
}

interface Watched {
  readonly params: TensorTree;
  readonly optimizerState: TensorTree;
}

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

/** [R, W], int32: 1 where what is watched is not finite in a fresh state, as the best loss of a plateau. */
export function notFiniteAtStart({ params, optimizerState }: Watched): Tensor {
  const start = { params: mapTree((leaf) => tf.zerosLike(leaf), params), optimizerState };
  return tf.sub(int(1), finiteLeaves(watched(start)));
}

/** [R, W], int32: 1 where what is watched is finite, or was not at the start. */
export function finiteLanes(lanes: Watched & { readonly notFiniteAtStart: Tensor }): Tensor {
  return tf.maximum(finiteLeaves(watched(lanes)), lanes.notFiniteAtStart);
}
