import { type Interval, meanInterval, pairedTTest } from "momenta/statistics";
import { round } from "../../core/index.js";

/** The mean with its interval, to four digits. */
export function roundedMean(values: readonly number[]): Interval {
  return toDigits(meanInterval(values));
}

/** The geometric mean with its interval, that of the logarithms, to four digits: for what is spread over powers of ten. */
export function roundedGeometricMean(values: readonly number[]): Interval {
  const { estimate, lower, upper } = meanInterval(values.map(Math.log));
  return toDigits({ estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper) });
}

/** The mean of aᵢ − bᵢ with its interval, unbounded where there is one pair, to four digits. */
export function roundedDifference(a: readonly number[], b: readonly number[]): Interval {
  return toDigits(a.length > 1 ? pairedTTest(a, b).difference : meanInterval([(a[0] as number) - (b[0] as number)]));
}

function toDigits({ estimate, lower, upper }: Interval): Interval {
  const digits = (value: number) => (Number.isFinite(value) ? round(value) : value);
  return { estimate: digits(estimate), lower: digits(lower), upper: digits(upper) };
}
