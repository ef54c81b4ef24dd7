import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { tf, tidy } from "./tensorflow.js";
import { leaves, type TensorTree, unflatten } from "./tree.js";

/**
 * ∂loss/∂params as a tree like `params`.
 *
 * @throws Error where the loss is no scalar
 */
export function gradients<Params extends TensorTree>(loss: (params: Params) => Tensor, params: Params): Params {
  return tidy(() => differentiate("gradients", loss, params, []).gradients);
}

/**
 * The loss of each replica, shape [R], and the gradients of their sum: of each replica's own loss, where a replica's loss
 * depends on its own parameters alone.
 *
 * @throws Error where the losses have another shape
 */
export function valueAndGradients<Params extends TensorTree>(
  loss: (params: Params) => Tensor,
  params: Params,
): { value: Tensor1D; gradients: Params } {
  return tidy(() => {
    const { value, gradients } = differentiate("valueAndGradients", loss, params, ["R"]);
    return { value: value as Tensor1D, gradients };
  });
}

function differentiate<Params extends TensorTree>(
  title: string,
  loss: (params: Params) => Tensor,
  params: Params,
  axes: readonly string[],
): { value: Tensor; gradients: Params } {
  const checked = (...values: Tensor[]): Tensor => {
    const value = loss(unflatten(params, values) as Params);
    if (value.rank === axes.length) return value;
    throw new Error(`${title}: the loss has shape [${value.shape}]; it has to be [${axes}].`);
  };
  // tfjs takes a tensor that stands for two parameters for one.
  const own = leaves<Tensor>(params).map((leaf, at, all) => (all.indexOf(leaf) === at ? leaf : tf.clone(leaf)));
  const { value, grads } = tf.valueAndGrads(checked)(own);
  return { value, gradients: unflatten(params, grads) as Params };
}
