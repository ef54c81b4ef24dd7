import type { TensorTree } from "../engine/index.js";

/**
 * An optimizer that needs the curvature of the loss beside its gradients, an `Optimizer` in everything else.
 *
 * The curvature is the diagonal of the Hessian, ∂²loss / ∂θᵢ², in the shape of the parameters. For a linear unit
 * y = Σ wᵢ · xᵢ with the loss ½ · δ², δ = target − y, the gradient of wᵢ is −δ · xᵢ and its curvature xᵢ².
 */
export interface CurvatureOptimizer<State extends Record<string, TensorTree> = Record<string, TensorTree>> {
  /** What tables and figures call it. */
  readonly name: string;
  /** The state before the first update. */
  init(params: TensorTree): State;
  /** One step: what is to be added to the parameters, and the next state. */
  update(
    gradients: TensorTree,
    state: State,
    params: TensorTree,
    curvature: TensorTree,
  ): [updates: TensorTree, state: State];
}
