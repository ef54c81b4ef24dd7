import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { tf } from "./tensorflow.js";
import { leaves, type TensorTree, unflatten } from "./tree.js";

/** ∂loss/∂params as a tree like `params`. */
export function gradients<Params extends TensorTree>(loss: (params: Params) => Scalar, params: Params): Params {
  const computed = tf.grads((...values: Tensor[]) => loss(unflatten(params, values) as Params))(leaves<Tensor>(params));
  return unflatten(params, computed) as Params;
}
