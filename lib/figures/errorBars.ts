import type { Interval } from "../statistics/index.js";

/** Intervals as plotly takes them, as lengths on both sides of the estimates; a bound that is not finite is not drawn. */
export function errorBars(intervals: readonly Interval[], color: string) {
  const length = (distance: number) => (Number.isFinite(distance) ? distance : 0);
  return {
    type: "data",
    symmetric: false,
    array: intervals.map(({ estimate, upper }) => length(upper - estimate)),
    arrayminus: intervals.map(({ estimate, lower }) => length(estimate - lower)),
    color,
    thickness: 2,
    width: 5,
  } as const;
}
