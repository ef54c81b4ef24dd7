import type { Interval } from "../../statistics/index.js";
import type { LineMark, Mark, PointsMark, Value } from "./types.js";

/** A value as an interval: that of a number has no width. */
export function interval(value: Value): Interval {
  return typeof value === "number" ? { estimate: value, lower: value, upper: value } : value;
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
