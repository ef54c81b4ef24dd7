import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { flatten, mapTree, type TensorTree, tf } from "../engine/index.js";

/** One number for all replicas, or a tensor of shape [R] with one value per replica. */
export type Hyperparameter = number | Tensor1D;

/**
 * A method of optimization as a pair of pure functions over trees of tensors.
 *
 * Every leaf of `params`, of `gradients` and of the state has the replica axis first: shape [R, …], R = 1 for a single run.
 * Resetting is calling `init` again.
 */
export interface Optimizer<State extends Record<string, TensorTree> = Record<string, TensorTree>> {
  /** What tables and figures call it. */
  readonly name: string;
  /** The state before the first update. */
  init(params: TensorTree): State;
  /**
   * One step: what is to be added to the parameters, and the next state.
   *
   * @param loss of each replica at `params`, shape [R], for the methods that look at it
   */
  update(gradients: TensorTree, state: State, params: TensorTree, loss?: Tensor): [updates: TensorTree, state: State];
  /** The parameters of the trained model, where they are others than those that are updated: an average of them, say. */
  trainedParams?(params: TensorTree, state: State): TensorTree;
}

/**
 * The parameters of the trained model: `params` for most optimizers, the average for the schedule-free ones.
 *
 * ```ts
 * const logits = model.apply(trainedParams(optimizer, params, state), inputs);
 * ```
 */
export function trainedParams<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  params: TensorTree,
  state: State,
): TensorTree {
  return optimizer.trainedParams?.(params, state) ?? params;
}

/** What an optimizer that wraps another one, and has its state among its own, says of the trained model. */
export function trainedParamsOf<State extends Record<string, TensorTree>>(
  wrapped: Optimizer<State>,
): Pick<Optimizer<State>, "trainedParams"> {
  return wrapped.trainedParams === undefined ? {} : { trainedParams: wrapped.trainedParams };
}

/**
 * params + updates.
 *
 * @throws Error where the trees, or the shapes of two leaves, differ
 */
export function applyUpdates<Params extends TensorTree>(params: Params, updates: TensorTree): Params {
  const { paths, leaves } = flatten<Tensor>(params);
  flatten<Tensor>(updates).leaves.forEach(({ shape }, at) => {
    const wanted = leaves[at]?.shape;
    if (wanted === undefined || shape.join() === wanted.join()) return;
    throw new Error(
      `applyUpdates: the update of ${paths[at] || "the parameters"} has shape [${shape}]; give one of [${wanted}], as the parameter's.`,
    );
  });
  return mapTree((parameter, update) => tf.add(parameter, update), params, updates);
}

/** A hyper-parameter in a shape that multiplies `leaf` of shape [R, …]: a number as it is, [R] as [R, 1, …, 1]. */
export function alongReplicas(value: Hyperparameter, leaf: Tensor): number | Tensor {
  if (typeof value === "number") return value;
  return tf.reshape(value, [-1, ...Array<number>(leaf.rank - 1).fill(1)]);
}
