import { inspect } from "node:util";

/** @throws Error where `values` is no array, has fewer than `least` numbers, or one that is not finite, naming `statistic` and its position */
export function requireValues(statistic: string, values: readonly number[], least: number): void {
  requireArray(statistic, values);
  if (values.length < least) {
    throw new Error(`${statistic}: ${count(values.length)} given; give at least ${least}.`);
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new Error(
        `${statistic}: value ${index} of ${count(values.length)} is ${inWords(values[index])}; give finite numbers only.`,
      );
    }
  }
}

/** @throws Error where the lists differ in length, have fewer than `least` values, or one that is not finite */
export function requirePairs(statistic: string, a: readonly number[], b: readonly number[], least: number): void {
  requireArray(`${statistic}, first list`, a);
  requireArray(`${statistic}, second list`, b);
  if (a.length !== b.length) {
    throw new Error(`${statistic}: ${count(a.length)} and ${count(b.length)} given; give pairs.`);
  }
  requireValues(`${statistic}, first list`, a, least);
  requireValues(`${statistic}, second list`, b, least);
}

/** @throws Error where `values` is no array: a typed one, say, whose numbers would be rounded to its kind */
export function requireArray(statistic: string, values: readonly unknown[]): void {
  if (!Array.isArray(values)) throw new Error(`${statistic}: ${inWords(values)} given; give an array.`);
}

/** @throws Error where `value` is no number from 0 to 1, naming it as `what` */
export function requireProbability(what: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= 1)) {
    throw new Error(`${what} is ${inWords(value)}; give a number from 0 to 1.`);
  }
}

/** A value in an error: a string in quotes, a list cut short. */
export function inWords(value: unknown): string {
  return inspect(value, { depth: 0, maxArrayLength: 3, maxStringLength: 30, breakLength: Number.POSITIVE_INFINITY });
}

function count(length: number): string {
  return length === 1 ? "1 value" : `${length} values`;
}
