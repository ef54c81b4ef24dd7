import { inWords, requirePairs } from "./check.js";
import { withoutRounding } from "./rounding.js";

/** aᵢ − bᵢ of pairs: 0, and of one size, where only the rounding of aᵢ and bᵢ tells them from it, or from each other. */
export function differences(statistic: string, a: readonly number[], b: readonly number[], least: number): number[] {
  requirePairs(statistic, a, b, least);
  const d = a.map((value, index) => value - (b[index] as number));
  const infinite = d.findIndex((value) => !Number.isFinite(value));
  if (infinite !== -1) {
    throw new Error(
      `${statistic}: the difference of pair ${infinite} is ${inWords(d[infinite])}; give values below 1e307.`,
    );
  }
  return withoutRounding(
    d,
    a.map((value, index) => Math.max(Math.abs(value), Math.abs(b[index] as number))),
  );
}
