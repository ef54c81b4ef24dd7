import { requireArray, requireValues } from "./check.js";
import { mean } from "./mean.js";
import { standardDeviation } from "./standardDeviation.js";
import { inUnits, unitOf } from "./unit.js";

/**
 * η², the share of the variance of all values that lies between groups: Σ nᵢ (x̄ᵢ − x̄)² / Σ (xᵢⱼ − x̄)², from 0 to 1;
 * 0 where all values are the same, but for rounding.
 *
 * Source: Fisher, "Statistical methods for research workers", 1925.
 *
 * @throws Error where there is no group, or one has no value, or one that is not finite
 */
export function varianceExplained(groups: readonly (readonly number[])[]): number {
  requireArray("varianceExplained", groups);
  if (groups.length === 0) throw new Error("varianceExplained: no group given; give at least one.");
  for (const [at, group] of groups.entries()) requireValues(`varianceExplained, group ${at}`, group, 1);
  const values = groups.flat();
  if (values.length === 1 || standardDeviation(values) === 0) return 0;
  const unit = unitOf(values);
  const centre = mean(values) / unit;
  const distances = groups.map((group) => inUnits(group, unit).map((value) => value - centre));
  const between = distances.reduce((sum, group) => sum + group.length * mean(group) ** 2, 0);
  const total = distances.flat().reduce((sum, distance) => sum + distance ** 2, 0);
  return Math.min(1, between / total);
}
