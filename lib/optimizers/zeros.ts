import { mapTree, type TensorTree, tf } from "../engine/index.js";

/** Zeros for every parameter, in its shape: where most states start. */
export function zeros(params: TensorTree): TensorTree {
  return mapTree((parameter) => tf.zerosLike(parameter), params);
}
