import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { completeOptions } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { type TensorTree, tf } from "../engine/index.js";
import { fraction, nonNegative, requireLoss, wholePart } from "./check.js";
import { described } from "./described.js";
import { configurationOfMaker, initFor, requireMaker } from "./maker.js";
import { type Hyperparameter, type Optimizer, trainedParamsOf } from "./optimizer.js";
import { counted, noUpdates } from "./updateCount.js";

export interface PlateauOptions {
  /** The learning rate of the first update. */
  readonly rate: Hyperparameter;
  /** What the rate is multiplied by. */
  readonly factor?: Hyperparameter;
  /** How many updates in a row may bring no improvement; the next one lowers the rate. */
  readonly patience?: Hyperparameter;
  /** An improvement is a loss below (1 − threshold) times the best. */
  readonly threshold?: Hyperparameter;
  /** The rate is not lowered below. */
  readonly minimumRate?: Hyperparameter;
}

/** What a plateau remembers of each replica, all of shape [R]. */
export interface PlateauState extends Record<string, TensorTree> {
  readonly bestLoss: Tensor;
  /** Updates since the loss improved or the rate was lowered. */
  readonly badUpdates: Tensor;
  /** The learning rate of the last update. */
  readonly rate: Tensor;
}

/**
 * An optimizer whose learning rate is lowered when the loss no longer improves.
 *
 *     improved:  loss < (1 − threshold) · best          best ← loss, bad ← 0
 *     else:      bad ← bad + 1
 *     where bad > patience:  rate ← max(factor · rate, minimumRate), bad ← 0
 *
 * The loss is `update`'s fourth argument, and the lowered rate already counts in the update that saw it. best starts at ∞.
 * A loss below 0 makes every loss near it an improvement, as in PyTorch. The loss of one batch is noisy: see `smoothedLoss`.
 *
 * `make` gives the optimizer for one learning rate, as for `scheduled`.
 *
 * ```ts
 * const optimizer = plateau({ rate: 0.1, patience: 50 }, (learningRate) => sgd({ learningRate }));
 * ```
 *
 * Source: PyTorch's ReduceLROnPlateau, in its mode `min` with relative threshold and without cooldown.
 *
 * @throws RangeError where rate, patience or minimumRate is negative or not finite, factor or threshold is outside [0, 1),
 *   `make` takes no account of the learning rate, or, from `init`, its optimizer keeps one in its state; Error from `update`,
 *   where no loss is given
 */
export function plateau<State extends Record<string, TensorTree>>(
  options: PlateauOptions,
  make: (learningRate: Hyperparameter) => Optimizer<State>,
): Optimizer<State & PlateauState> {
  const method = "Plateau";
  const { rate, factor, patience, threshold, minimumRate } = completeOptions(
    method,
    options,
    { rate: nonNegative, factor: fraction, patience: nonNegative, threshold: fraction, minimumRate: nonNegative },
    { factor: 0.1, patience: 10, threshold: 1e-4, minimumRate: 0 },
  );
  const made = requireMaker(method, make);
  const lowering: Optimizer<State & PlateauState> = {
    name: made.name,
    ...trainedParamsOf(made),
    init(params) {
      const badUpdates = noUpdates(params);
      const bestLoss = tf.fill(badUpdates.shape, Number.POSITIVE_INFINITY);
      return { ...initFor(method, make, params), bestLoss, badUpdates, rate: tf.add(badUpdates, rate) };
    },
    update(gradients, state, params, given) {
      const loss = requireLoss(method, given, state.rate);
      const none = tf.zerosLike(state.badUpdates);
      const improved = tf.less(loss, tf.mul(state.bestLoss, tf.sub(1, threshold)));
      const bad = tf.where(improved, none, counted(state.badUpdates));
      const over = tf.greater(bad, wholePart(patience));
      const lowered = tf.minimum(state.rate, tf.maximum(tf.mul(state.rate, factor), minimumRate));
      const next = tf.where(over, lowered, state.rate);
      const [updates, inner] = make(next as Tensor1D).update(gradients, state, params, loss);
      const bestLoss = tf.where(improved, loss, state.bestLoss);
      return [updates, { ...inner, bestLoss, badUpdates: tf.where(over, none, bad), rate: next }];
    },
  };
  const optimizer = configurationOfMaker(method, make);
  if (optimizer === undefined) return lowering;
  const own = described(lowering, "plateau", { rate, factor, patience, threshold, minimumRate });
  const plateauOnly = configurationOf(own);
  return configured(own, plateauOnly && { plateau: plateauOnly, optimizer });
}
