import { requireProbability, requireValues } from "./check.js";
import { unitOf } from "./unit.js";

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
  requireProbability("quantile: probability", probability);
  const sorted = Float64Array.from(values).sort();
  const place = probability * (values.length - 1);
  const below = Math.floor(place);
  const around = [sorted[below] as number, sorted[Math.min(below + 1, values.length - 1)] as number] as const;
  const unit = unitOf(around);
  const [lower, upper] = [around[0] / unit, around[1] / unit];
  return unit * (lower + (place - below) * (upper - lower));
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
