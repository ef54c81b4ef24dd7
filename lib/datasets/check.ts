import { inWords } from "../arguments/index.js";
import type { Dataset, Examples } from "./dataset.js";

/** @throws RangeError where `value` is no whole number from 1 to `most`, naming it */
export function requireCount(name: string, value: number, most = Number.POSITIVE_INFINITY): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const allowed = most === Number.POSITIVE_INFINITY ? ", at least 1" : ` from 1 to ${most}`;
  throw new RangeError(`${name} is ${inWords(value)}; give a whole number${allowed}.`);
}

/** @throws RangeError where `value` is no finite number of at least `least`, naming it */
export function requireFinite(name: string, value: number, least = Number.NEGATIVE_INFINITY): void {
  if (Number.isFinite(value) && value >= least) return;
  const allowed = least === Number.NEGATIVE_INFINITY ? "" : ` of at least ${least}`;
  throw new RangeError(`${name} is ${inWords(value)}; give a finite number${allowed}.`);
}

/** @throws TypeError where `value` is no list, naming it and saying what it is to be a list of */
export function requireList(name: string, value: readonly unknown[], of: string): void {
  if (!Array.isArray(value)) throw new TypeError(`${name}: got ${inWords(value)}; give a list of ${of}.`);
}

/** @throws TypeError where `value` is no data set */
export function requireDataset(name: string, value: Dataset): void {
  if (isExamples(value?.train) && isExamples(value.test) && Number.isInteger(value.classes)) return;
  throw new TypeError(`${name}: the data set is ${inWords(value)}; give one as mnist() does.`);
}

/** @throws TypeError where `value` is no part of a data set */
export function requireExamples(name: string, value: Examples): void {
  if (isExamples(value)) return;
  throw new TypeError(`${name}: the examples are ${inWords(value)}; give a part of a data set, as mnist().train is.`);
}

function isExamples(value: Examples | undefined): boolean {
  return Number.isInteger(value?.count) && ArrayBuffer.isView(value?.inputs) && ArrayBuffer.isView(value?.labels);
}
