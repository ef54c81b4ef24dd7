import { differences } from "./differences.js";
import type { Interval } from "./interval.js";
import { meanInterval } from "./meanInterval.js";
import { standardDeviation } from "./standardDeviation.js";
import { studentTails } from "./tails.js";

/** What a paired t-test finds. */
export interface PairedTTest {
  /** The mean of aᵢ − bᵢ with its 95 % confidence interval. */
  readonly difference: Interval;
  /** The mean difference divided by its standard error. */
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Student's t-test of pairs: whether the mean of dᵢ = aᵢ − bᵢ is 0, t = d̄ / (s_d / √n) with n − 1 degrees of freedom.
 *
 * Where all differences are the same number, but for rounding, there is no spread to compare it with: t is infinite and the
 * p-value 0, or, where that number is 0, t is 0 and the p-value 1.
 * Source: Student, "The probable error of a mean", Biometrika 1908.
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, or a value is not finite
 */
export function pairedTTest(a: readonly number[], b: readonly number[]): PairedTTest {
  const d = differences("pairedTTest", a, b, 2);
  const difference = meanInterval(d);
  const t = difference.estimate === 0 ? 0 : difference.estimate / (standardDeviation(d) / Math.sqrt(d.length));
  const degreesOfFreedom = d.length - 1;
  return { difference, t, degreesOfFreedom, pValue: studentTails(t, degreesOfFreedom) };
}
