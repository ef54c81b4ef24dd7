import { requireValues } from "./check.js";
import { withoutRounding } from "./rounding.js";

/**
 * How steadily a series rises or falls, Mann and Kendall's S divided by the number of pairs:
 * Σ_{i<j} sign(x_j − x_i) / (n(n − 1)/2). 1 where every value is above all before it, −1 where every value is below, 0
 * where rises and falls are even or all values are the same.
 *
 * Values that only rounding tells apart, 4 ulps of their size, are the same. `kendall` of the values and their indices has a p-value for it.
 * Source: Mann, "Nonparametric tests against trend", Econometrica 1945.
 *
 * @throws Error where there are fewer than two values, or one is not finite
 */
export function monotonicity(values: readonly number[]): number {
  requireValues("monotonicity", values, 2);
  const distinct = withoutRounding(values);
  let s = 0;
  distinct.forEach((later, j) => {
    for (const earlier of distinct.slice(0, j)) s += Number(later > earlier) - Number(later < earlier);
  });
  return s / ((values.length * (values.length - 1)) / 2);
}
