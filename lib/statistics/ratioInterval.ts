import { requireValues } from "./check.js";
import { covariance } from "./covariance.js";
import { type Interval, studentQuantile } from "./interval.js";
import { mean } from "./mean.js";

/**
 * The ratio of the means of paired values, ā / b̄, with its 95 % confidence interval by Fieller's theorem:
 * all ratios ρ that a paired t-test of the mean of aᵢ − ρ bᵢ against 0 does not reject,
 *
 *     (ā − ρ b̄)² ≤ t² (s_aa − 2ρ s_ab + ρ² s_bb) / n,
 *
 * t the .975 quantile of Student's distribution with n − 1 degrees of freedom. It is exact for normal values, needs no
 * resampling, and is not symmetric about the estimate. Where b̄ itself cannot be told from 0 these ratios have no bounds,
 * and the interval is (−∞, ∞), as it is for a single pair.
 *
 * Source: Fieller, "Some problems in interval estimation", Journal of the Royal Statistical Society B 16, 1954.
 *
 * @throws Error where the lists differ in length, there is no pair, a value is not finite, or the denominators' mean is 0
 */
export function ratioInterval(numerators: readonly number[], denominators: readonly number[]): Interval {
  requireValues("ratioInterval, numerators", numerators, 1);
  requireValues("ratioInterval, denominators", denominators, 1);
  const n = numerators.length;
  if (n !== denominators.length) {
    throw new Error(`ratioInterval: ${n} numerators and ${denominators.length} denominators; give pairs.`);
  }
  const a = mean(numerators);
  const b = mean(denominators);
  if (b === 0) throw new Error("ratioInterval: the mean of the denominators is 0; their ratio is not defined.");
  const estimate = a / b;
  const unbounded = { estimate, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  if (n === 1) return unbounded;

  const factor = studentQuantile(n - 1) ** 2 / n;
  const quadratic = b * b - factor * covariance(denominators, denominators);
  if (quadratic <= 0) return unbounded;
  const linear = a * b - factor * covariance(numerators, denominators);
  const constant = a * a - factor * covariance(numerators, numerators);
  const half = Math.sqrt(Math.max(0, linear * linear - quadratic * constant)) / quadratic;
  const middle = linear / quadratic;
  return { estimate, lower: middle - half, upper: middle + half };
}
