import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { configurationOf, configured } from "../configuration/index.js";
import { type TensorTree, tf } from "../engine/index.js";
import { requireNonNegative, requirePositive } from "./check.js";
import { configurationOfMaker, described } from "./described.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { noUpdates } from "./updateCount.js";

/** The learning rate of update k, counted from 1 since `init`; k has shape [R], each replica's own, and so has the rate. */
export type Schedule = (k: Tensor1D) => Tensor1D;

/** rate · factorAt(k). */
function schedule(
  method: string,
  { rate, ...others }: { rate: Hyperparameter } & Record<string, Hyperparameter>,
  factorAt: (k: Tensor1D) => Tensor1D,
): Schedule {
  requireNonNegative(`Schedule ${method}`, "rate", rate);
  return described((k) => tf.mul(rate, factorAt(k)), method, { rate, ...others });
}

/**
 * The usual schedules, each from the rate of the first update, a number or [R].
 *
 *     constant      rate
 *     inverse       rate / k
 *     inverseRoot   rate / √k
 *     step          rate · factor^⌊(k − 1) / every⌋
 *
 * Source: Robbins and Monro, "A stochastic approximation method", 1951, for 1/k; Zinkevich, "Online convex programming
 * and generalized infinitesimal gradient ascent", ICML 2003, for 1/√k.
 *
 * @throws Error where rate or factor is negative or not finite, or every is not above 0
 */
export const schedules = {
  /** rate */
  constant: (rate: Hyperparameter): Schedule => schedule("constant", { rate }, (k) => tf.onesLike(k)),
  /** rate / k */
  inverse: (rate: Hyperparameter): Schedule => schedule("inverse", { rate }, (k) => tf.reciprocal(k)),
  /** rate / √k */
  inverseRoot: (rate: Hyperparameter): Schedule => schedule("inverseRoot", { rate }, (k) => tf.rsqrt(k)),
  /** rate · factor^⌊(k − 1) / every⌋ */
  step(rate: Hyperparameter, factor: Hyperparameter, every: Hyperparameter): Schedule {
    requireNonNegative("Schedule step", "factor", factor);
    requirePositive("Schedule step", "every", every);
    return schedule("step", { rate, factor, every }, (k) => tf.pow(factor, tf.floor(tf.div(tf.sub(k, 1), every))));
  },
};

/**
 * An optimizer whose learning rate follows a schedule.
 *
 * `make` gives the optimizer for one learning rate, and is called in every update: its name and its state must not depend
 * on the rate. The state is the optimizer's own and `scheduledUpdates`, shape [R], so that a replica that is reset starts its
 * schedule anew.
 *
 * ```ts
 * const optimizer = scheduled(schedules.inverseRoot(0.1), (learningRate) => adam({ learningRate }));
 * ```
 */
export function scheduled<State extends Record<string, TensorTree>>(
  rateAt: Schedule,
  make: (learningRate: Hyperparameter) => Optimizer<State>,
): Optimizer<State & { readonly scheduledUpdates: Tensor }> {
  const { name, init } = make(0);
  const following: Optimizer<State & { readonly scheduledUpdates: Tensor }> = {
    name,
    init: (params) => ({ ...init(params), scheduledUpdates: noUpdates(params) }),
    update(gradients, state, params, loss) {
      const scheduledUpdates = tf.add<Tensor1D>(state.scheduledUpdates, 1);
      const [updates, next] = make(rateAt(scheduledUpdates)).update(gradients, state, params, loss);
      return [updates, { ...next, scheduledUpdates }];
    },
  };
  const [schedule, optimizer] = [configurationOf(rateAt), configurationOfMaker(make)];
  const known = schedule !== undefined && optimizer !== undefined;
  return configured(following, known ? { method: "scheduled", schedule, optimizer } : undefined);
}
