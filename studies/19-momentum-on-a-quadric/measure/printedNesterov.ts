import { mapTree, tf } from "momenta/engine";
import type { MomentumState, Optimizer, VelocityOptions } from "momenta/optimizers";
import { alongReplicas } from "momenta/optimizers";

/**
 * Nesterov's method as the slides print it, with the gradient at w + αv where the velocity that will be kept leads to w + αβv.
 * In the signs of this library, by the point y = w − lr · v at which gradients are taken:
 *
 *     v' ← β · v + g(y),   y ← y + lr · v − 2 · lr · v'
 */
export function printedNesterov({ learningRate, momentum }: VelocityOptions): Optimizer<MomentumState> {
  return {
    name: "Nesterov, as printed",
    init: (params) => ({ velocity: mapTree((leaf) => tf.zerosLike(leaf), params) }),
    update(gradients, { velocity }) {
      const next = mapTree((v, g) => tf.add(tf.mul(alongReplicas(momentum, v), v), g), velocity, gradients);
      const change = mapTree(
        (before, after) => tf.mul(alongReplicas(learningRate, before), tf.sub(before, tf.mul(2, after))),
        velocity,
        next,
      );
      return [change, { velocity: next }];
    },
  };
}
