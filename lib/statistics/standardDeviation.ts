import { requireValues } from "./check.js";
import { covariance } from "./covariance.js";
import { isRounding } from "./rounding.js";
import { inUnits, largestOf, rangeOf, unitOf } from "./unit.js";

/**
 * The standard deviation of a sample, √(Σ(xᵢ − x̄)² / (n − 1)); 0 where only rounding tells the values apart, 4 ulps of
 * their size.
 *
 * @throws Error where there are fewer than two values, or one is not finite
 */
export function standardDeviation(values: readonly number[]): number {
  requireValues("standardDeviation", values, 2);
  const [least, most] = rangeOf(values);
  if (isRounding(most - least, largestOf(values))) return 0;
  const unit = unitOf(values);
  const scaled = inUnits(values, unit);
  return unit * Math.sqrt(covariance(scaled, scaled));
}
