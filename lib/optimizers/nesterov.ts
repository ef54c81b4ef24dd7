import { requireOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { descent } from "./descent.js";
import { alongReplicas, applyUpdates, type Optimizer } from "./optimizer.js";
import { sgd } from "./sgd.js";
import { type MomentumState, rolling, type VelocityOptions, velocityMethod, velocitySchema } from "./velocity.js";

/**
 * Nesterov's accelerated gradient in the usual reformulation: gradients are taken where the parameters are.
 *
 *     v ← β · v + g(θ)
 *     θ ← θ − lr · (g(θ) + β · v)
 *
 * The velocity has the shape of the parameters and starts at 0. These parameters are the point ahead, θ − lr · β · v,
 * of `nesterovLookahead`. It is what PyTorch's SGD does with nesterov = true.
 * Source: Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
 * ICML 2013; the change of variables: Bengio, Boulanger-Lewandowski and Pascanu, "Advances in optimizing recurrent
 * networks", ICASSP 2013, section 3.5.
 *
 * @throws RangeError where learningRate is negative or not finite, or momentum outside [0, 1)
 */
export function nesterov(options: VelocityOptions): Optimizer<MomentumState> {
  return velocityMethod("Nesterov", "nesterov", options, rolling, rolling);
}

/** An optimizer that chooses the point at which its gradients are taken. */
export interface LookaheadOptimizer<State extends Record<string, TensorTree>> {
  /** What tables and figures call it. */
  readonly name: string;
  /** The state before the first update. */
  init(params: TensorTree): State;
  /** One step: what is to be added to the parameters, and the next state. */
  update(
    gradientsAt: (params: TensorTree) => TensorTree,
    state: State,
    params: TensorTree,
  ): [updates: TensorTree, state: State];
}

/**
 * Nesterov's accelerated gradient as it is taught: the heavy ball with gradients taken where the velocity leads to.
 *
 *     v ← β · v + g(θ − lr · β · v)
 *     θ ← θ − lr · v
 *
 * The velocity has the shape of the parameters and starts at 0.
 * Source: Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
 * ICML 2013, equations 3 and 4, where the velocity includes −lr.
 *
 * @throws RangeError where learningRate is negative or not finite, or momentum outside [0, 1)
 */
export function nesterovLookahead(options: VelocityOptions): LookaheadOptimizer<MomentumState> {
  requireOptions("Nesterov (lookahead)", options, velocitySchema);
  const { learningRate, momentum } = options;
  const { init, update } = sgd({ learningRate, momentum });
  return {
    name: "Nesterov (lookahead)",
    init,
    update(gradientsAt, state, params) {
      const glide = mapTree((v) => descent(learningRate, tf.mul(alongReplicas(momentum, v), v)), state.velocity);
      return update(gradientsAt(applyUpdates(params, glide)), state, params);
    },
  };
}
