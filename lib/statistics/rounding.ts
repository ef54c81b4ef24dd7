/** 4 ε with ε = 2⁻⁵². */
const ROUNDING = 4 * Number.EPSILON;

/**
 * Whether rounding alone may tell a number from 0 that was computed from values of at most this magnitude: a difference of
 * two has the rounding of both and its own, up to 2 ε of the larger, and two such differences lie up to 4 ε apart.
 */
export function isRounding(difference: number, magnitude: number): boolean {
  return Math.abs(difference) <= ROUNDING * magnitude;
}

/**
 * Values with those made equal, but for their sign, that only rounding tells apart: in the order of their size each becomes
 * the one before, 0 first, where that is as near as `isRounding` says. It does not matter in which unit values are, nor in
 * which order.
 *
 * @param magnitudes the largest number that each value was computed from; the values themselves where they were not computed
 */
export function withoutRounding(
  values: readonly number[],
  magnitudes: readonly number[] = values.map(Math.abs),
): number[] {
  const sizes = values.map(Math.abs);
  const order = sizes
    .map((_, index) => index)
    .sort((i, j) => at(sizes, i) - at(sizes, j) || at(magnitudes, i) - at(magnitudes, j));
  const merged = [...values];
  let [size, magnitude] = [0, 0];
  for (const index of order) {
    const [own, from] = [at(sizes, index), at(magnitudes, index)];
    if (!isRounding(own - size, Math.max(from, magnitude))) [size, magnitude] = [own, from];
    merged[index] = size === 0 ? 0 : size * Math.sign(at(values, index));
  }
  return merged;
}

function at(values: readonly number[], index: number): number {
  return values[index] as number;
}
