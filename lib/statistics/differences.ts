import { requirePairs } from "./check.js";

/** aᵢ − bᵢ of pairs. */
export function differences(statistic: string, a: readonly number[], b: readonly number[], least: number): number[] {
  requirePairs(statistic, a, b, least);
  return a.map((value, index) => value - (b[index] as number));
}
