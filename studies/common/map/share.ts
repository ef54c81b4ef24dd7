import type { Interval } from "momenta/statistics";

/** The .975 quantile of the normal distribution. */
const Z = 1.959964;

/**
 * The share k / n with Wilson's 95 % interval, (k + z²/2 ± z √(k (n − k) / n + z²/4)) / (n + z²). It takes the n for
 * independent draws; the settings of a map share seeds and levels, so that it tells how large the count is, no more.
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 1927.
 *
 * @throws RangeError where nothing is counted
 */
export function shareOf(holds: readonly boolean[]): Interval {
  const n = holds.length;
  if (n === 0) throw new RangeError("shareOf: there is nothing to count.");
  const k = holds.filter(Boolean).length;
  const middle = k + Z ** 2 / 2;
  const half = Z * Math.sqrt((k * (n - k)) / n + Z ** 2 / 4);
  const bound = (value: number) => Math.min(1, Math.max(0, value / (n + Z ** 2)));
  return { estimate: k / n, lower: bound(middle - half), upper: bound(middle + half) };
}
