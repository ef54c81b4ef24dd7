import { requireValues } from "./check.js";

/**
 * The arithmetic mean, Σxᵢ / n.
 *
 * @throws Error where there is no value, or one that is not finite
 */
export function mean(values: readonly number[]): number {
  requireValues("mean", values, 1);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
