import { mapTree, tf } from "../engine/index.js";
import { described } from "./described.js";
import { type IdbdOptions, idbd } from "./idbd.js";
import type { Optimizer } from "./optimizer.js";
import type { StepSizeState } from "./stepSizes.js";

/**
 * IDBD for any model, from gradients alone.
 *
 *     α ← α · exp(−metaRate · g · h)
 *     θ ← θ − α · g
 *     h ← h · [1 − α · g²]⁺ − α · g
 *
 * Stochastic meta-descent extends IDBD to any differentiable model, with the product H · h of the whole Hessian. Here H is
 * cut down to its diagonal, as in IDBD, and that to the squared gradients, the diagonal of the empirical Fisher matrix.
 * The second cut is ours: it is right in the mean over single examples where the loss is a negative log-likelihood and the model
 * true. The gradient of a batch of B is a mean, and where noise outweighs it its square is up to B times smaller.
 * α starts at initialRate, h at 0, both in the shape of the parameters.
 * Source: Sutton, "Adapting bias by gradient descent: an incremental version of delta-bar-delta", AAAI 1992; Schraudolph,
 * "Local gain adaptation in stochastic gradient descent", ICANN 1999.
 *
 * @throws RangeError where metaRate is negative or not finite, or initialRate not above 0
 */
export function idbdDeep(options: IdbdOptions): Optimizer<StepSizeState> {
  const { init, update } = idbd(options);
  return described(
    {
      name: "IDBD (deep)",
      init,
      update(gradients, state, params) {
        const curvature = mapTree((gradient) => tf.square(gradient), gradients);
        return update(gradients, state, params, curvature);
      },
    },
    "idbdDeep",
    { ...options },
  );
}
