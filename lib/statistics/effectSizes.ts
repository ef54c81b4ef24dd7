import { lgam } from "cephes";
import { differences } from "./differences.js";
import { mean } from "./mean.js";
import { standardDeviation } from "./standardDeviation.js";

/**
 * Cohen's d of pairs, d_z = d̄ / s_d with dᵢ = aᵢ − bᵢ: the mean difference in standard deviations of the differences.
 *
 * Source: Cohen, "Statistical power analysis for the behavioral sciences", 1988, section 2.3.5.
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, a value is not finite, or all differences
 *   are the same, but for rounding
 */
export function cohensD(a: readonly number[], b: readonly number[]): number {
  const d = differences("cohensD", a, b, 2);
  const spread = standardDeviation(d);
  if (spread === 0) throw new Error("cohensD: all differences are the same; there is no spread to measure them by.");
  return mean(d) / spread;
}

/**
 * Hedges' g of pairs, Cohen's d_z without its bias in small samples: d_z · Γ(ν/2) / (√(ν/2) · Γ((ν−1)/2)), ν = n − 1
 * degrees of freedom; the factor is about 1 − 3 / (4ν − 1).
 *
 * Source: Hedges, "Distribution theory for Glass's estimator of effect size and related estimators", Journal of
 * Educational Statistics 1981, equation 6e.
 *
 * @throws Error where the lists differ in length, there are fewer than three pairs, a value is not finite, or all
 *   differences are the same
 */
export function hedgesG(a: readonly number[], b: readonly number[]): number {
  differences("hedgesG", a, b, 3);
  const half = (a.length - 1) / 2;
  return (cohensD(a, b) * Math.exp(lgam(half) - lgam(half - 0.5))) / Math.sqrt(half);
}
