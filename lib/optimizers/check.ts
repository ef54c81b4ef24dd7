import type { Tensor } from "@tensorflow/tfjs";
import type { Hyperparameter } from "./optimizer.js";

/** Numbers are checked; a tensor is passed as it is, since its values may not be known before the program runs. */
function check(
  optimizer: string,
  name: string,
  value: Hyperparameter,
  valid: (value: number) => boolean,
  wanted: string,
): void {
  if (typeof value === "number" && !valid(value)) {
    throw new Error(`${optimizer}: ${name} is ${value}; give ${wanted}.`);
  }
}

/** @throws Error where `value` is a number that is negative, infinite or NaN */
export function requireNonNegative(optimizer: string, name: string, value: Hyperparameter): void {
  check(optimizer, name, value, (number) => Number.isFinite(number) && number >= 0, "a finite number of at least 0");
}

/** @throws Error where `value` is a number outside [0, 1) */
export function requireFraction(optimizer: string, name: string, value: Hyperparameter): void {
  check(optimizer, name, value, (number) => number >= 0 && number < 1, "a number of at least 0 and below 1");
}

/** @throws Error where learningRate or epsilon is negative or not finite, or beta1 or beta2 outside [0, 1) */
export function requireMomentOptions(
  optimizer: string,
  options: Readonly<Record<"learningRate" | "beta1" | "beta2" | "epsilon", Hyperparameter>>,
): void {
  requireNonNegative(optimizer, "learningRate", options.learningRate);
  requireFraction(optimizer, "beta1", options.beta1);
  requireFraction(optimizer, "beta2", options.beta2);
  requireNonNegative(optimizer, "epsilon", options.epsilon);
}

/** @throws Error where `value` is a number that is not above 0, or infinite */
export function requirePositive(optimizer: string, name: string, value: Hyperparameter): void {
  check(optimizer, name, value, (number) => Number.isFinite(number) && number > 0, "a finite number above 0");
}

/**
 * The loss that `update` was given, for methods that cannot do without.
 *
 * @param perReplica any tensor of shape [R]
 * @throws Error where there is no loss, or one of another shape than [R]
 */
export function requireLoss(optimizer: string, loss: Tensor | undefined, perReplica: Tensor): Tensor {
  const wanted = `pass the loss of each replica at the parameters, shape [${perReplica.shape}], as update's fourth argument`;
  if (loss === undefined) throw new Error(`${optimizer}: update was given no loss; ${wanted}.`);
  if (loss.shape.join() !== perReplica.shape.join()) {
    throw new Error(`${optimizer}: the loss has shape [${loss.shape}]; ${wanted}.`);
  }
  return loss;
}
