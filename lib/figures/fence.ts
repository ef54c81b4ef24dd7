import { quantile } from "../statistics/index.js";

/**
 * The ends of the range in which the bulk of the values lies: three quartile distances beyond the quartiles (Tukey's outer fence).
 * What lies beyond would flatten everything else in a figure. Values that are not finite are left out; no bulk, no fence.
 */
export function outerFence(values: readonly number[]): [low: number, high: number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [-Infinity, Infinity];
  const [first, third] = [quantile(finite, 0.25), quantile(finite, 0.75)];
  const distance = 3 * (third - first);
  return distance > 0 ? [first - distance, third + distance] : [-Infinity, Infinity];
}
