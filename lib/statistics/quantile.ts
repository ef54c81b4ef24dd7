import { requireValues } from "./check.js";

/**
 * The quantile of a sample, between two values by linear interpolation: with x₍₀₎ ≤ … ≤ x₍ₙ₋₁₎ that at place
 * probability · (n − 1). It is NumPy's default and R's type 7.
 *
 * Source: Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 1996, definition 7.
 *
 * @throws Error where there is no value, or one that is not finite, or the probability is outside [0, 1]
 */
export function quantile(values: readonly number[], probability: number): number {
  requireValues("quantile", values, 1);
  if (!(probability >= 0 && probability <= 1)) {
    throw new Error(`quantile: probability is ${probability}; give a number from 0 to 1.`);
  }
  const sorted = Float64Array.from(values).sort();
  const place = probability * (values.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below] as number;
  const upper = sorted[Math.min(below + 1, values.length - 1)] as number;
  return lower + (place - below) * (upper - lower);
}

/**
 * The median, the quantile of probability ½.
 *
 * @throws Error where there is no value, or one that is not finite
 */
export function median(values: readonly number[]): number {
  requireValues("median", values, 1);
  return quantile(values, 0.5);
}
