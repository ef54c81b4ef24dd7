import { differenceInterval, type Interval, meanInterval } from "momenta/statistics";
import { roundInterval } from "../../core/index.js";

/** The mean with its interval, to four digits. */
export function roundedMean(values: readonly number[]): Interval {
  return roundInterval(meanInterval(values));
}

/** The geometric mean with its interval, that of the logarithms, to four digits: for what is spread over powers of ten. */
export function roundedGeometricMean(values: readonly number[]): Interval {
  const { estimate, lower, upper } = meanInterval(values.map(Math.log));
  return roundInterval({ estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) });
}

/** The mean of aᵢ − bᵢ with its interval, unbounded where there is one pair, to four digits. */
export function roundedDifference(a: readonly number[], b: readonly number[]): Interval {
  return roundInterval(differenceInterval(a, b));
}
