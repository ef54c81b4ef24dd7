import { type Interval, meanInterval } from "momenta/statistics";

/** The mean of aᵢ − bᵢ with its 95 % interval, unbounded where there is one pair. */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval {
  return meanInterval(a.map((value, at) => value - (b[at] as number)));
}
