import type { Interval } from "../../statistics/index.js";
import type { LineMark, Mark, PointsMark, Value } from "./types.js";

/** A value as an interval: that of a number has no width. */
export function interval(value: Value): Interval {
  return typeof value === "number" ? { estimate: value, lower: value, upper: value } : value;
}

/** Whether it is a number or an interval, also where types do not see to it. */
export function isValue(value: unknown): value is Value {
  const isNumber = (part: unknown) => typeof part === "number";
  if (typeof value !== "object" || value === null) return isNumber(value);
  return ["estimate", "lower", "upper"].every((part) => isNumber((value as Readonly<Record<string, unknown>>)[part]));
}

/** Intervals of estimates, lower and upper bounds in lists of their own. */
export function intervals(
  estimates: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): Interval[] {
  return estimates.map((estimate, at) => ({ estimate, lower: lower[at] ?? NaN, upper: upper[at] ?? NaN }));
}

/** Whether a mark draws values. */
export function isSeries(mark: Mark): mark is LineMark | PointsMark {
  return mark.as !== "rule";
}
