import { mapTree, type TensorTree, tf } from "momenta/engine";
import { type AdamOptions, adam, applyUpdates, type Optimizer } from "momenta/optimizers";

/** An optimizer beside which every parameter shrinks: θ ← θ + update − γλθ. Around Adam it is AdamW. */
export function decoupled<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  learningRate: number,
  weightDecay: number,
): Optimizer<State> {
  return {
    name: `${optimizer.name} + weight decay`,
    init: optimizer.init,
    update(gradients, state, params, loss) {
      const [updates, next] = optimizer.update(gradients, state, params, loss);
      const shrinking = mapTree((parameter) => tf.mul(-learningRate * weightDecay, parameter), params);
      return [applyUpdates(updates, shrinking), next];
    },
  };
}

/**
 * Adam with an L2 penalty as the source prints it, the penalty divided like the gradient and in neither moment:
 *
 *     θ ← θ − γ (m̂ + λθ) / (√v̂ + ε)
 */
export function printedL2(
  { learningRate, beta2, epsilon }: Record<"learningRate" | "beta2" | "epsilon", number>,
  weightDecay: number,
): Optimizer {
  const options: AdamOptions & { biasCorrection?: true } = { learningRate, beta2, epsilon };
  const { init, update } = adam(options);
  return {
    name: "Adam + L2, as printed",
    init,
    update(gradients, state, params) {
      const [updates, next] = update(gradients, state as ReturnType<typeof init>, params);
      const weight = tf.neg(tf.expm1(tf.mul(Math.log(beta2), next.updates)));
      const penalized = mapTree(
        (change, parameter, s) => {
          const corrected = tf.div(s, tf.reshape(weight, [-1, ...s.shape.slice(1).map(() => 1)]));
          const scaled = tf.div(tf.mul(-learningRate * weightDecay, parameter), tf.add(tf.sqrt(corrected), epsilon));
          return tf.add(change, scaled);
        },
        updates,
        params,
        next.secondMoment,
      );
      return [penalized, next];
    },
  };
}
