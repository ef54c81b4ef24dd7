import type { Tensor } from "@tensorflow/tfjs";
import { leaves, mapTree, tf } from "momenta/engine";
import { alongReplicas, type IdbdOptions, idbdDeep, type Optimizer } from "momenta/optimizers";

/**
 * IDBD whose step is not to overshoot: it is made smaller where, to first order, it would take more than twice the loss away.
 *
 *     c = min(1, 2 L / Σ α g²),   θ ← θ − c α g
 *
 * For a linear unit, L = δ²/2 and g = −δ x, this is Σ α x² ≤ 1, the bound of Autostep and, on the rate of learning, of SwiftTD.
 */
export function boundedIdbd(options: IdbdOptions): Optimizer {
  const plain = idbdDeep(options);
  return {
    name: "bounded IDBD",
    init: plain.init,
    update(gradients, state, params, loss) {
      const [updates, next] = plain.update(gradients, state as never, params);
      const bound = boundOf(loss as Tensor, leaves<Tensor>(gradients), leaves<Tensor>(updates));
      const shrunk = mapTree((update) => tf.mul(update, alongReplicas(bound as never, update)), updates);
      const trace = mapTree((h, whole, taken) => tf.add(h, tf.sub(taken, whole)), next.trace, updates, shrunk);
      return [shrunk, { ...next, trace }];
    },
  };
}

/** c, for each replica. */
function boundOf(loss: Tensor, gradients: readonly Tensor[], updates: readonly Tensor[]): Tensor {
  const taken = gradients
    .map((gradient, at) => tf.neg(tf.mul(gradient, updates[at] as Tensor)))
    .map((product) =>
      tf.sum(
        product,
        product.shape.slice(1).map((_, axis) => axis + 1),
      ),
    )
    .reduce((sum, one) => tf.add(sum, one));
  return tf.minimum(1, tf.divNoNan(tf.mul(2, loss), taken));
}
