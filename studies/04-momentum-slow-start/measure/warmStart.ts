import type { Tensor } from "@tensorflow/tfjs";
import { configured } from "momenta/configuration";
import { leaves, mapTree, type TensorTree, tf } from "momenta/engine";
import type { Optimizer } from "momenta/optimizers";

/** The velocity, and for each replica, [R], 1 before its first update and 0 after it. */
export interface WarmStartState extends Record<string, TensorTree> {
  readonly velocity: TensorTree;
  readonly isFirst: Tensor;
}

/**
 * SGD with momentum that starts at full speed: its velocity begins not at 0 but where a gradient that stays as it is would
 * bring it in the end, v₀ = g₁ / (1 − β).
 *
 *     v ← β · v + g,   θ ← θ − lr · v
 */
export function warmStartMomentum(learningRate: number, momentum: number): Optimizer<WarmStartState> {
  const optimizer: Optimizer<WarmStartState> = {
    name: "SGD + momentum",
    init: (params) => {
      const all = leaves<Tensor>(params);
      return {
        velocity: mapTree((leaf) => tf.zerosLike(leaf), params),
        isFirst: tf.ones([all[0]?.shape[0] ?? 0]),
      };
    },
    update(gradients, { velocity, isFirst }) {
      const weight = tf.add(1, tf.mul(isFirst, momentum / (1 - momentum)));
      const next = mapTree(
        (v, gradient) =>
          tf.add(tf.mul(momentum, v), tf.mul(gradient, tf.reshape(weight, [-1, ...gradient.shape.slice(1).fill(1)]))),
        velocity,
        gradients,
      );
      const updates = mapTree((v) => tf.mul(-learningRate, v), next);
      return [updates, { velocity: next, isFirst: tf.zerosLike(isFirst) }];
    },
  };
  return configured(optimizer, { method: "warmStartMomentum", learningRate, momentum });
}
