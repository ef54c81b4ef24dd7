import type { Tensor } from "@tensorflow/tfjs";
import type { TensorTree } from "../engine/index.js";

/**
 * A method of optimization that asks more of the objective than one gradient: its Hessian, or its values along a line.
 *
 * It differs from `Optimizer` in the first argument of `update`. Every leaf of `params` has the replica axis first, and
 * resetting is calling `init` again.
 */
export interface ObjectiveOptimizer<State extends Record<string, TensorTree> = Record<string, TensorTree>> {
  /** What tables and figures call it. */
  readonly name: string;
  /** What `update` takes in place of gradients. */
  readonly takes: "objective";
  /** The state before the first update. */
  init(params: TensorTree): State;
  /**
   * One step: what is to be added to the parameters, and the next state.
   *
   * @param objective what is to be minimized, one value for each replica, shape [R], which depends on the parameters of
   *   that replica alone
   */
  update<Params extends TensorTree>(
    objective: (params: Params) => Tensor,
    state: State,
    params: Params,
  ): [updates: Params, state: State];
}
