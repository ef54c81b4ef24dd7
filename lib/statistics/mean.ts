import { requireValues } from "./check.js";
import { rangeOf, unitOf } from "./unit.js";

/**
 * The arithmetic mean, Σxᵢ / n, right to an ulp for any n, and never beyond the smallest or largest value.
 *
 * Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", Zeitschrift für angewandte
 * Mathematik und Mechanik 1974.
 *
 * @throws Error where there is no value, or one that is not finite
 */
export function mean(values: readonly number[]): number {
  requireValues("mean", values, 1);
  const [least, most] = rangeOf(values);
  const unit = unitOf([least, most]);
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const term = value / unit;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return Math.min(most, Math.max(least, unit * ((sum + lost) / values.length)));
}
