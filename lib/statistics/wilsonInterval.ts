import type { Interval } from "./interval.js";

/** The .975 quantile of the normal distribution. */
const Z = 1.959964;

/**
 * The share k / n of n independent draws with Wilson's 95 % interval, (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²).
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 1927.
 *
 * @throws RangeError where n is not a whole number above 0, or k not one from 0 to n
 */
export function wilsonInterval(k: number, n: number): Interval {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`wilsonInterval: n is ${n}; give a whole number above 0.`);
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new RangeError(`wilsonInterval: k is ${k}; give a whole number from 0 to n, ${n}.`);
  }
  const middle = k + Z ** 2 / 2;
  const half = Z * Math.sqrt((k * (n - k)) / n + Z ** 2 / 4);
  const bound = (value: number) => Math.min(1, Math.max(0, value / (n + Z ** 2)));
  return { estimate: k / n, lower: bound(middle - half), upper: bound(middle + half) };
}
