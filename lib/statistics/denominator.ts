import { mean } from "./mean.js";
import { isRounding } from "./rounding.js";
import { largestOf } from "./unit.js";

/** The mean of what a ratio is divided by. @throws Error where only rounding tells it from 0 */
export function denominatorOf(statistic: string, denominators: readonly number[]): number {
  const denominator = mean(denominators);
  if (!isRounding(denominator, largestOf(denominators))) return denominator;
  throw new Error(`${statistic}: the mean of the denominators is 0; their ratio is not defined.`);
}
