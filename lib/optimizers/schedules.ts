import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { callable, requireArgument } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { type TensorTree, tf } from "../engine/index.js";
import { nonNegative, wholeNumber, wholePart } from "./check.js";
import { described } from "./described.js";
import { configurationOfMaker, initFor, requireMaker } from "./maker.js";
import { type Hyperparameter, type Optimizer, trainedParamsOf } from "./optimizer.js";
import { counted, noUpdates } from "./updateCount.js";

/**
 * The learning rate of update k, counted from 1 since `init`; k has shape [R], each replica's own, and so has the rate.
 *
 * @param k float32
 * @param count the same as int32, which is exact beyond 2²⁴ too
 */
export type Schedule = (k: Tensor1D, count?: Tensor1D) => Tensor1D;

const aSchedule = callable("a schedule, as schedules.inverseRoot(0.1)");

/** rate · factorAt(k). */
function schedule(
  method: string,
  { rate, ...others }: { rate: Hyperparameter } & Record<string, Hyperparameter>,
  factorAt: (k: Tensor1D, count: Tensor1D) => Tensor1D,
): Schedule {
  requireArgument(`Schedule ${method}`, "rate", rate, nonNegative);
  const rateAt: Schedule = (k, count = tf.cast(k, "int32")) => tf.mul(rate, factorAt(k, count));
  return described(rateAt, method, { rate, ...others });
}

/**
 * The usual schedules, each from the rate of the first update, a number or [R].
 *
 *     constant      rate
 *     inverse       rate / k
 *     inverseRoot   rate / √k
 *     step          rate · factor^⌊(k − 1) / every⌋
 *     cosine        rate · ½ · (1 + cos(π · min(k − 1, updates) / updates))
 *     warmUp        min(1, k / updates) · (the schedule's rate of update max(1, k − updates + 1))
 *
 * `warmUp` rises to the first rate of any other schedule, which it reaches at its last update, and the schedule goes on
 * from there:
 *
 * ```ts
 * const optimizer = scheduled(schedules.warmUp(100, schedules.cosine(1e-3, 2000)), (learningRate) => adam({ learningRate }));
 * ```
 *
 * Source: Robbins and Monro, "A stochastic approximation method", 1951, for 1/k; Zinkevich, "Online convex programming
 * and generalized infinitesimal gradient ascent", ICML 2003, for 1/√k; Loshchilov and Hutter, "SGDR: stochastic gradient
 * descent with warm restarts", ICLR 2017, equation 5 with ηₘᵢₙ = 0 and without restarts, for the cosine; Goyal et al.,
 * "Accurate, large minibatch SGD", 2017, section 2.2, for the gradual warm-up.
 *
 * @throws RangeError where rate or factor is negative or not finite, every or updates is no whole number above 0, or what is
 *   warmed up to is no schedule
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
    requireArgument("Schedule step", "factor", factor, nonNegative);
    requireArgument("Schedule step", "every", every, wholeNumber);
    // Of int32: XLA divides floats by a constant as it multiplies by its reciprocal, and 41 / 41 is then less than 1.
    return schedule("step", { rate, factor, every }, (_, count) => {
      const falls = tf.floorDiv(counted(count, -1), wholePart(every));
      return tf.pow<Tensor1D>(factor, tf.cast(falls, "float32"));
    });
  },
  /** rate · ½ · (1 + cos(π · min(k − 1, updates) / updates)): 0 from then on. */
  cosine(rate: Hyperparameter, updates: Hyperparameter): Schedule {
    requireArgument("Schedule cosine", "updates", updates, wholeNumber);
    return schedule("cosine", { rate, updates }, (_, count) => {
      const made = tf.cast(tf.minimum(counted(count, -1), wholePart(updates)), "float32");
      return tf.mul<Tensor1D>(0.5, tf.add(1, tf.cos(tf.mul(Math.PI, tf.div(made, updates)))));
    });
  },
  /** min(1, k / updates) · (the schedule's rate of update max(1, k − updates + 1)) */
  warmUp(updates: Hyperparameter, to: Schedule): Schedule {
    requireArgument("Schedule warmUp", "updates", updates, wholeNumber);
    requireArgument("Schedule warmUp", "schedule", to, aSchedule);
    const rateAt: Schedule = (k, count = tf.cast(k, "int32")) => {
      const whole = wholePart(updates);
      const later = tf.maximum<Tensor1D>(tf.scalar(1, "int32"), counted(tf.sub(count, whole)));
      const share = tf.where(tf.less(count, whole), tf.div(k, updates), tf.onesLike(k));
      return tf.mul(share, to(tf.cast(later, "float32"), later));
    };
    const schedule = configurationOf(to);
    const known = schedule !== undefined && typeof updates === "number";
    return configured(rateAt, known ? { method: "warmUp", updates, schedule } : undefined);
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
 *
 * A schedule in a schedule counts the same updates, so that `make` can give the rate of one to the other.
 *
 * @throws RangeError where `make` takes no account of the learning rate, or, from `init`, its optimizer keeps one in its state
 */
export function scheduled<State extends Record<string, TensorTree>>(
  rateAt: Schedule,
  make: (learningRate: Hyperparameter) => Optimizer<State>,
): Optimizer<State & { readonly scheduledUpdates: Tensor }> {
  const method = "Schedule";
  requireArgument(method, "schedule", rateAt, aSchedule);
  const made = requireMaker(method, make);
  const following: Optimizer<State & { readonly scheduledUpdates: Tensor }> = {
    name: made.name,
    ...trainedParamsOf(made),
    init: (params) => ({ ...initFor(method, make, params), scheduledUpdates: noUpdates(params) }),
    update(gradients, state, params, loss) {
      const scheduledUpdates = counted(state.scheduledUpdates);
      const [updates, next] = make(rateAt(tf.cast(scheduledUpdates, "float32"), scheduledUpdates)).update(
        gradients,
        state,
        params,
        loss,
      );
      return [updates, { ...next, scheduledUpdates }];
    },
  };
  const [schedule, optimizer] = [configurationOf(rateAt), configurationOfMaker(method, make)];
  const known = schedule !== undefined && optimizer !== undefined;
  return configured(following, known ? { method: "scheduled", schedule, optimizer } : undefined);
}
