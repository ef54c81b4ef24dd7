import { tf } from "../engine/tensorflow.js";
import { mapTree, type TensorTree } from "../engine/tree.js";

/** Zeros for every parameter, in its shape: where most states start. */
export function zeros(params: TensorTree): TensorTree {
  return mapTree((parameter) => tf.zerosLike(parameter), params);
}
