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

function count(length: number): string {
  return length === 1 ? "1 value" : `${length} values`;
}
