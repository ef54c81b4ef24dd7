/** The smallest and the largest of at least one value. */
export function rangeOf(values: readonly number[]): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** The largest magnitude of at least one value. */
export function largestOf(values: readonly number[]): number {
  const [least, most] = rangeOf(values);
  return Math.max(-least, most);
}

/**
 * A power of two near the largest magnitude, 1 where that is 0. To divide by it changes no digit, and sums and squares of
 * what is left stay within the range of doubles.
 */
export function unitOf(values: readonly number[]): number {
  const largest = largestOf(values);
  return largest === 0 ? 1 : 2 ** Math.min(1023, Math.floor(Math.log2(largest)));
}

/** Values in another unit. */
export function inUnits(values: readonly number[], unit: number): number[] {
  return values.map((value) => value / unit);
}
