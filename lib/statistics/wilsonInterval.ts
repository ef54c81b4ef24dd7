import { inWords } from "./check.js";
import type { Interval } from "./interval.js";
import { NORMAL_QUANTILE } from "./tails.js";

/**
 * The share k / n of n independent draws with Wilson's 95 % interval, (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²).
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 1927.
 *
 * @throws RangeError where n is not a whole number above 0, or k not one from 0 to n
 */
export function wilsonInterval(k: number, n: number): Interval {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new RangeError(`wilsonInterval: n is ${inWords(n)}; give a whole number above 0.`);
  }
  if (!Number.isSafeInteger(k) || k < 0 || k > n) {
    throw new RangeError(`wilsonInterval: k is ${inWords(k)}; give a whole number from 0 to n, ${n}.`);
  }
  const z = NORMAL_QUANTILE;
  const middle = k + z ** 2 / 2;
  const half = z * Math.sqrt((k * (n - k)) / n + z ** 2 / 4);
  const share = (count: number) => count / (n + z ** 2);
  return {
    estimate: k / n,
    lower: k === 0 ? 0 : share(middle - half),
    upper: k === n ? 1 : share(middle + half),
  };
}
