import { type BootstrapOptions, bootstrapInterval } from "./bootstrap.js";
import { requirePairs } from "./check.js";
import type { Interval } from "./interval.js";
import { mean } from "./mean.js";

type Pair = readonly [a: number, b: number];

/**
 * The mean of aᵢ − bᵢ of pairs with its 95 % confidence interval by the bootstrap of pairs (see `bootstrapInterval`).
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, or a value is not finite
 */
export function bootstrapDifference(a: readonly number[], b: readonly number[], options: BootstrapOptions): Interval {
  return ofPairs("bootstrapDifference", a, b, (meanOfA, meanOfB) => meanOfA - meanOfB, options);
}

/**
 * The ratio of the means of pairs, ā / b̄, with its 95 % confidence interval by the bootstrap of pairs (see
 * `bootstrapInterval`). `ratioInterval` needs no resampling, but takes the values as normal.
 *
 * @throws Error where the lists differ in length, there are fewer than two pairs, a value is not finite, or the
 *   denominators' mean is 0 in the sample or a resample
 */
export function bootstrapRatio(
  numerators: readonly number[],
  denominators: readonly number[],
  options: BootstrapOptions,
): Interval {
  return ofPairs(
    "bootstrapRatio",
    numerators,
    denominators,
    (numerator, denominator) => numerator / denominator,
    options,
  );
}

function ofPairs(
  name: string,
  a: readonly number[],
  b: readonly number[],
  combine: (meanOfA: number, meanOfB: number) => number,
  options: BootstrapOptions,
): Interval {
  requirePairs(name, a, b, 2);
  const pairs = a.map((value, index): Pair => [value, b[index] as number]);
  const statistic = (drawn: readonly Pair[]) =>
    combine(mean(drawn.map(([first]) => first)), mean(drawn.map(([, second]) => second)));
  return bootstrapInterval(pairs, statistic, options);
}
