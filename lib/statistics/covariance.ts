import { mean } from "./mean.js";

/**
 * The sample covariance of pairs, Σ(aᵢ − ā)(bᵢ − b̄) / (n − 1), of two lists of one length of at least 2, their values not
 * so large or small that squares leave the range of doubles.
 */
export function covariance(a: readonly number[], b: readonly number[]): number {
  const meanOfA = mean(a);
  const meanOfB = mean(b);
  const sum = a.reduce((total, value, index) => total + (value - meanOfA) * ((b[index] as number) - meanOfB), 0);
  return sum / (a.length - 1);
}
