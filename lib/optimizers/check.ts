import type { Tensor } from "@tensorflow/tfjs";
import { type Kind, kind, number, requireArgument } from "../arguments/index.js";
import { tf } from "../engine/index.js";
import type { Hyperparameter } from "./optimizer.js";

/**
 * The compiler takes what is below 2⁻¹²⁶ for 0, and may multiply ε by another divisor, 1 − βᵗ, first: (m / (1 − βᵗ)) / ε. This
 * is large enough for all of these that a float32 can hold.
 */
const SMALLEST = 1e-30;

/** Numbers are checked; of a tensor only its shape, since its values may not be known before the program runs. */
function hyperparameter(allowed: string, valid: (value: number) => boolean): Kind {
  const { allows } = number(allowed, valid);
  return kind(allowed, (value) =>
    value instanceof tf.Tensor ? !value.isDisposed && value.rank <= 1 && value.dtype !== "string" : allows(value),
  );
}

export const nonNegative = hyperparameter("a finite number of at least 0", (value) => value >= 0);
export const positive = hyperparameter("a finite number above 0", (value) => value > 0);
export const fraction = hyperparameter("a number of at least 0 and below 1", (value) => value >= 0 && value < 1);

export const wholeNumber = hyperparameter(
  "a whole number of at least 1",
  (value) => Number.isInteger(value) && value >= 1 && value < 2 ** 31,
);

/** An ε without which the method does not start. */
export const neededEpsilon = hyperparameter(
  `a finite number of at least ${SMALLEST}; what is smaller can be 0 in float32`,
  (value) => value >= SMALLEST,
);

/** An ε, or 0 for the formula without it, in which 0 / 0 moves nothing. */
export const anyEpsilon = hyperparameter(
  `a finite number of at least ${SMALLEST}, since what is smaller can be 0 in float32, or 0 for none`,
  (value) => value === 0 || value >= SMALLEST,
);

/** What the methods with two moments share. */
export const momentSchema = { learningRate: nonNegative, beta1: fraction, beta2: fraction, epsilon: anyEpsilon };
export const momentDefaults = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** @throws RangeError where what is to be wrapped is no optimizer */
export function requireOptimizer(caller: string, name: string, value: unknown): void {
  requireArgument(caller, name, value, optimizer);
}

const optimizer = kind("an optimizer, as sgd({ learningRate: 0.1 })", (value) => {
  const { init, update } = Object(value) as { init?: unknown; update?: unknown };
  return typeof value === "object" && typeof init === "function" && typeof update === "function";
});

/**
 * The loss that `update` was given, for methods that cannot do without.
 *
 * @param perReplica any tensor of shape [R]
 * @throws Error where there is no loss, or one of another shape than [R]
 */
export function requireLoss(method: string, loss: Tensor | undefined, perReplica: Tensor): Tensor {
  const wanted = `pass the loss of each replica at the parameters, shape [${perReplica.shape}], as update's fourth argument`;
  if (loss === undefined) throw new Error(`${method}: update was given no loss; ${wanted}.`);
  if (loss.shape.join() !== perReplica.shape.join()) {
    throw new Error(`${method}: the loss has shape [${loss.shape}]; ${wanted}.`);
  }
  return loss;
}

/** A hyper-parameter without its fraction, int32. */
export function wholePart(value: Hyperparameter): Tensor {
  return typeof value === "number"
    ? tf.scalar(Math.min(Math.floor(value), 2 ** 31 - 1), "int32")
    : tf.cast(tf.floor(value), "int32");
}
