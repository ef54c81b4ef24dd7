/** @throws Error where there are fewer than `least` values, or one is NaN or infinite, naming `statistic` and the value's position */
export function requireValues(statistic: string, values: ArrayLike<number>, least: number): void {
  if (values.length < least) {
    throw new Error(`${statistic}: ${count(values.length)} given; give at least ${least}.`);
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new Error(
        `${statistic}: value ${index} of ${count(values.length)} is ${values[index]}; give finite numbers only.`,
      );
    }
  }
}

/** @throws Error where the lists differ in length, have fewer than `least` values, or one that is not finite */
export function requirePairs(statistic: string, a: readonly number[], b: readonly number[], least: number): void {
  if (a.length !== b.length) {
    throw new Error(`${statistic}: ${count(a.length)} and ${count(b.length)} given; give pairs.`);
  }
  requireValues(`${statistic}, first list`, a, least);
  requireValues(`${statistic}, second list`, b, least);
}

function count(length: number): string {
  return length === 1 ? "1 value" : `${length} values`;
}
