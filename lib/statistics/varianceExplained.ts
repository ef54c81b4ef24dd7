import { requireValues } from "./check.js";
import { mean } from "./mean.js";

/**
 * η², the share of the variance of all values that lies between groups: Σ nᵢ (x̄ᵢ − x̄)² / Σ (xᵢⱼ − x̄)², from 0 to 1;
 * 0 where all values are the same.
 *
 * Source: Fisher, "Statistical methods for research workers", 1925.
 *
 * @throws Error where a group has no value, or one that is not finite
 */
export function varianceExplained(groups: readonly (readonly number[])[]): number {
  for (const group of groups) requireValues("varianceExplained", group, 1);
  const all = groups.flat();
  const centre = mean(all);
  const between = groups.reduce((sum, group) => sum + group.length * (mean(group) - centre) ** 2, 0);
  const total = all.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return total === 0 ? 0 : between / total;
}
