import { formatInterval, formatNumber } from "momenta/figures";
import type { Interval } from "momenta/statistics";

/** A number to so many significant digits: what a result keeps of the numbers of thousands of runs. */
export function round(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

/** The same of an estimate and both ends of its interval. */
export function roundInterval({ estimate, lower, upper }: Interval, digits = 4): Interval {
  return { estimate: round(estimate, digits), lower: round(lower, digits), upper: round(upper, digits) };
}

/** A value that is known exactly, as an interval. */
export function exactly(value: number): Interval {
  return { estimate: value, lower: value, upper: value };
}

/** So many numbers from one to another at equal distances. */
export function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));
}

/** The last entry of a list. @throws RangeError where the list is empty */
export function last<Entry>(entries: readonly Entry[]): Entry {
  if (entries.length === 0) throw new RangeError("last: the list is empty.");
  return entries[entries.length - 1] as Entry;
}

/** A share in words: 48 %. */
export function percent(share: number, decimals = 0): string {
  return `${formatNumber(100 * share, decimals)} %`;
}

/** A share with its interval in words: 2.7 ± 0.5 %. */
export function percentInterval({ estimate, lower, upper }: Interval, decimals = 0): string {
  return `${formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, decimals)} %`;
}
