import { erfc, incbet, ndtri } from "cephes";
import { inWords } from "./check.js";

/** The .975 quantile of the normal distribution. */
export const NORMAL_QUANTILE = 1.959963984540054;

/**
 * The probability that a standard normal variable is farther from 0 than z.
 *
 * @throws Error where z is no number, or NaN
 */
export function normalTails(z: number): number {
  if (typeof z !== "number" || Number.isNaN(z)) throw new Error(`normalTails: z is ${inWords(z)}; give a number.`);
  return complementaryError(Math.abs(z) * Math.SQRT1_2);
}

/** The probability that a standard normal variable is below z. */
export function normalProbability(z: number): number {
  return complementaryError(-z * Math.SQRT1_2) / 2;
}

/** The value below which a standard normal variable lies with this probability. */
export function normalQuantile(probability: number): number {
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  return probability === 1 ? Number.POSITIVE_INFINITY : ndtri(probability);
}

/**
 * The probability that a variable of Student's t distribution is farther from 0 than t: I_x(ν/2, ½) with x = ν / (ν + t²),
 * near 0 from the other side, 1 − I_{1−x}(½, ν/2).
 */
export function studentTails(t: number, degreesOfFreedom: number): number {
  const odds = t ** 2 / degreesOfFreedom;
  if (Math.abs(t) < 1) return 1 - incbet(0.5, degreesOfFreedom / 2, odds / (1 + odds));
  return incbet(degreesOfFreedom / 2, 0.5, 1 / (1 + odds));
}

/** 1 − erf(x), right to 1e-12 of its size. Cephes refuses x from which on it is below the smallest normal double, 2e-308. */
function complementaryError(x: number): number {
  return Math.abs(x) > 26.54 ? 1 - Math.sign(x) : erfc(x);
}
