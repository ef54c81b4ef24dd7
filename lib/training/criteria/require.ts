/** @throws RangeError where a value is no positive integer */
export function requireWhole(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`${name} is ${value}; give a whole number, at least 1.`);
}

/** @throws RangeError where a value is outside of (0, 1] */
export function requireShare(name: string, value: number): void {
  if (value > 0 && value <= 1) return;
  throw new RangeError(`${name} is ${value}; an accuracy is above 0 and at most 1, as .98.`);
}
