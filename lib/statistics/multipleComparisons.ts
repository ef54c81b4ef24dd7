import { requireArray, requireProbability } from "./check.js";

/**
 * P-values adjusted for the number of tests by Holm's step-down method: with p₍₁₎ ≤ … ≤ p₍ₘ₎ the k-th becomes
 * max over j ≤ k of min(1, (m − j + 1) · p₍ⱼ₎). Rejecting where the adjusted value is at most α keeps the probability of
 * any false rejection at most α, whatever the tests have to do with each other.
 *
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979.
 *
 * @returns the adjusted values in the order given
 * @throws Error where there is no p-value, or one outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  requireProbabilities("holm", pValues);
  const m = pValues.length;
  const adjusted = new Array<number>(m);
  let largest = 0;
  ascending(pValues).forEach((test, index) => {
    largest = Math.max(largest, Math.min(1, (m - index) * (pValues[test] as number)));
    adjusted[test] = largest;
  });
  return adjusted;
}

/**
 * P-values adjusted by Benjamini and Hochberg's step-up method: the k-th smallest becomes min over j ≥ k of m · p₍ⱼ₎ / j.
 * Rejecting where the adjusted value is at most α keeps the expected share of false rejections among all rejections at
 * most α, for tests that are independent or positively dependent.
 *
 * Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 1995.
 *
 * @returns the adjusted values in the order given
 * @throws Error where there is no p-value, or one outside [0, 1]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  requireProbabilities("benjaminiHochberg", pValues);
  const m = pValues.length;
  const adjusted = new Array<number>(m);
  let smallest = 1;
  ascending(pValues)
    .reverse()
    .forEach((test, index) => {
      smallest = Math.min(smallest, (m * (pValues[test] as number)) / (m - index));
      adjusted[test] = smallest;
    });
  return adjusted;
}

/** The tests in the order of their p-values. */
function ascending(pValues: readonly number[]): number[] {
  return pValues.map((_, test) => test).sort((i, j) => (pValues[i] as number) - (pValues[j] as number));
}

function requireProbabilities(method: string, pValues: readonly number[]): void {
  requireArray(method, pValues);
  if (pValues.length === 0) throw new Error(`${method}: no p-value given; give at least one.`);
  Array.from(pValues).forEach((value, index) => {
    requireProbability(`${method}: p-value ${index}`, value);
  });
}
