import { requireValues } from "./check.js";
import { covariance } from "./covariance.js";
import { denominatorOf } from "./denominator.js";
import { differences } from "./differences.js";
import { type Interval, studentQuantile } from "./interval.js";
import { mean } from "./mean.js";
import { inUnits, unitOf } from "./unit.js";

/**
 * The ratio of the means of paired values, ā / b̄, with its 95 % confidence interval by Fieller's theorem:
 * all ratios ρ that a paired t-test of the mean of aᵢ − ρ bᵢ against 0 does not reject,
 *
 *     (ā − ρ b̄)² ≤ t² (s_aa − 2ρ s_ab + ρ² s_bb) / n,
 *
 * t the .975 quantile of Student's distribution with n − 1 degrees of freedom. It is exact for normal values, needs no
 * resampling, and is not symmetric about the estimate. Where b̄ itself cannot be told from 0 these ratios have no bounds,
 * and the interval is (−∞, ∞), as it is for a single pair.
 * Where all ratios aᵢ / bᵢ are the same, but for rounding, both ends are the estimate.
 * Source: Fieller, "Some problems in interval estimation", Journal of the Royal Statistical Society B 16, 1954.
 *
 * @throws Error where the lists differ in length, there is no pair, a value is not finite, or the denominators' mean is 0,
 *   but for rounding
 */
export function ratioInterval(numerators: readonly number[], denominators: readonly number[]): Interval {
  requireValues("ratioInterval, numerators", numerators, 1);
  requireValues("ratioInterval, denominators", denominators, 1);
  const n = numerators.length;
  if (n !== denominators.length) {
    throw new Error(`ratioInterval: ${n} numerators and ${denominators.length} denominators; give pairs.`);
  }
  const [unitOfA, unitOfB] = [unitOf(numerators), unitOf(denominators)];
  const a = inUnits(numerators, unitOfA);
  const b = inUnits(denominators, unitOfB);
  const below = denominatorOf("ratioInterval", b);
  const ratio = mean(a) / below;
  const inRatio = (value: number) => value * (unitOfA / unitOfB);
  const estimate = inRatio(ratio);
  if (!Number.isFinite(estimate)) throw new Error(`ratioInterval: the ratio is ${estimate}; it has to be finite.`);
  const unbounded = { estimate, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  if (n === 1) return unbounded;

  // With ρ = r + δ, r the estimate, and eᵢ = aᵢ − r bᵢ: δ² b̄² ≤ t² (s_ee − 2δ s_eb + δ² s_bb) / n.
  const rest = differences(
    "ratioInterval",
    a,
    b.map((value) => ratio * value),
    1,
  );
  const factor = studentQuantile(n - 1) ** 2 / n;
  const quadratic = below ** 2 - factor * covariance(b, b);
  if (quadratic <= 0) return unbounded;
  const linear = factor * covariance(rest, b);
  const half = Math.sqrt(linear ** 2 + quadratic * factor * covariance(rest, rest));
  const bound = (side: number) => inRatio(ratio + (side * half - linear) / quadratic);
  return { estimate, lower: bound(-1), upper: bound(1) };
}
