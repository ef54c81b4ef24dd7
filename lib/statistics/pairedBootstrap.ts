import { type BootstrapOptions, bootstrapInterval } from "./bootstrap.js";
import { requirePairs } from "./check.js";
import { denominatorOf } from "./denominator.js";
import { differences } from "./differences.js";
import type { Interval } from "./interval.js";
import { mean } from "./mean.js";

/**
 * The mean of aᵢ − bᵢ of pairs with its 95 % confidence interval by the bootstrap of pairs (see `bootstrapInterval`).
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, or a value is not finite
 */
export function bootstrapDifference(a: readonly number[], b: readonly number[], options: BootstrapOptions): Interval {
  return bootstrapInterval(differences("bootstrapDifference", a, b, 2), mean, options);
}

/**
 * The ratio of the means of pairs, ā / b̄, with its 95 % confidence interval by the bootstrap of pairs (see
 * `bootstrapInterval`). `ratioInterval` needs no resampling, but takes the values as normal.
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, a value is not finite, or the
 *   denominators' mean is 0, but for rounding, in the sample or a resample
 */
export function bootstrapRatio(
  numerators: readonly number[],
  denominators: readonly number[],
  options: BootstrapOptions,
): Interval {
  requirePairs("bootstrapRatio", numerators, denominators, 2);
  const pairs = numerators.map((value, index) => [value, denominators[index] as number] as const);
  const ratio = (drawn: readonly (readonly [number, number])[]) =>
    mean(drawn.map(([above]) => above)) /
    denominatorOf(
      "bootstrapRatio",
      drawn.map(([, below]) => below),
    );
  return bootstrapInterval(pairs, ratio, options);
}
