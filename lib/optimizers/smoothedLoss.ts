import type { Tensor } from "@tensorflow/tfjs";
import { requireArgument } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { type TensorTree, tf } from "../engine/index.js";
import { gatheredWeight } from "./biasCorrection.js";
import { fraction, requireLoss, requireOptimizer } from "./check.js";
import { movingAverage } from "./movingAverage.js";
import { type Hyperparameter, type Optimizer, trainedParamsOf } from "./optimizer.js";
import { counted, noUpdates } from "./updateCount.js";

/**
 * An optimizer that looks at the running mean of the loss in place of the loss of one batch.
 *
 *     mean ← β · mean + (1 − β) · loss
 *     the optimizer sees mean / (1 − βᵗ)
 *
 * The state is the optimizer's own, `meanLoss`, which starts at 0, and its count `smoothedUpdates`, t, both of shape [R].
 *
 * ```ts
 * const optimizer = smoothedLoss(plateau({ rate: 0.1 }, (learningRate) => sgd({ learningRate })), 0.98);
 * ```
 *
 * @param decay β, how much of the mean is kept in an update
 * @throws RangeError where decay is outside [0, 1), or, from `init`, where the loss is smoothed already; Error from `update`, where no loss is given
 */
export function smoothedLoss<State extends Record<string, TensorTree>>(
  optimizer: Optimizer<State>,
  decay: Hyperparameter,
): Optimizer<State & { readonly meanLoss: Tensor; readonly smoothedUpdates: Tensor }> {
  const method = "Smoothed loss";
  requireOptimizer(method, "optimizer", optimizer);
  requireArgument(method, "decay", decay, fraction);
  const smoothing: Optimizer<State & { readonly meanLoss: Tensor; readonly smoothedUpdates: Tensor }> = {
    name: optimizer.name,
    ...trainedParamsOf(optimizer),
    init(params) {
      const state = optimizer.init(params);
      if ("meanLoss" in state) {
        throw new RangeError(
          `${method}: the loss of ${optimizer.name} is smoothed already, and both means would be called meanLoss; smooth it once.`,
        );
      }
      const smoothedUpdates = noUpdates(params);
      return { ...state, meanLoss: tf.cast(smoothedUpdates, "float32"), smoothedUpdates };
    },
    update(gradients, state, params, loss) {
      const meanLoss = movingAverage(decay, state.meanLoss, requireLoss(method, loss, state.meanLoss));
      const smoothedUpdates = counted(state.smoothedUpdates);
      const shown = tf.div(meanLoss, gatheredWeight(decay, smoothedUpdates));
      const [updates, next] = optimizer.update(gradients, state, params, shown);
      return [updates, { ...next, meanLoss, smoothedUpdates }];
    },
  };
  const inner = configurationOf(optimizer);
  const known = inner !== undefined && typeof decay === "number";
  return configured(smoothing, known ? { method: "smoothedLoss", decay, optimizer: inner } : undefined);
}
