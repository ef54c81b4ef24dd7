import { requireValues } from "./check.js";
import { type Interval, studentQuantile } from "./interval.js";
import { mean } from "./mean.js";
import { standardDeviation } from "./standardDeviation.js";

/**
 * The mean with its 95 % confidence interval, x̄ ± t · s / √n, t the .975 quantile of Student's distribution
 * with n − 1 degrees of freedom.
 *
 * One value says nothing about its spread: its interval is (−∞, ∞).
 * Source: Student, "The probable error of a mean", Biometrika 1908.
 *
 * @throws Error where there is no value, or one that is not finite
 */
export function meanInterval(values: readonly number[]): Interval {
  requireValues("meanInterval", values, 1);
  const estimate = mean(values);
  if (values.length === 1) {
    return { estimate, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  }
  const half = (studentQuantile(values.length - 1) * standardDeviation(values)) / Math.sqrt(values.length);
  return { estimate, lower: estimate - half, upper: estimate + half };
}
