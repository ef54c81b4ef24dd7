import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf } from "./tensorflow.js";
import { leaves, type TensorTree, unflatten } from "./tree.js";

/** ∂loss/∂params as a tree like `params`. */
export function gradients<Params extends TensorTree>(loss: (params: Params) => Scalar, params: Params): Params {
  const computed = tf.grads((...values: Tensor[]) => loss(unflatten(params, values) as Params))(leaves<Tensor>(params));
  return unflatten(params, computed) as Params;
}

/**
 * The loss of each replica, shape [R], and the gradients of their sum: of each replica's own loss, where a replica's loss
 * depends on its own parameters alone.
 */
export function valueAndGradients<Params extends TensorTree>(
  loss: (params: Params) => Tensor1D,
  params: Params,
): { value: Tensor1D; gradients: Params } {
  const { value, grads } = tf.valueAndGrads((...values: Tensor[]) => loss(unflatten(params, values) as Params))(
    leaves<Tensor>(params),
  );
  return { value, gradients: unflatten(params, grads) as Params };
}
