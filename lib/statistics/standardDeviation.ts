import { requireValues } from "./check.js";
import { covariance } from "./covariance.js";

/**
 * The standard deviation of a sample, √(Σ(xᵢ − x̄)² / (n − 1)).
 *
 * @throws Error where there are fewer than two values, or one is not finite
 */
export function standardDeviation(values: readonly number[]): number {
  requireValues("standardDeviation", values, 2);
  return Math.sqrt(covariance(values, values));
}
