/**
 * The ends of the range in which the bulk of the values lies: three quartile distances beyond the quartiles (Tukey's outer fence).
 * What lies beyond would flatten everything else in a figure. Values that are not finite are left out; no bulk, no fence.
 */
export function outerFence(values: readonly number[]): [low: number, high: number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const distance = 3 * (third - first);
  return distance > 0 ? [first - distance, third + distance] : [-Infinity, Infinity];
}

function quantile(sorted: readonly number[], fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN];
  return below + (above - below) * (position % 1);
}
