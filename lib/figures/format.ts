import { inspect } from "node:util";
import type { Interval } from "../statistics/index.js";

/**
 * A number with a true minus sign, none before zero, and, unless said, as many decimals as it takes; NaN as a dash.
 *
 * @throws TypeError where `value` is none; RangeError where there cannot be so many decimals
 */
export function formatNumber(value: number, decimals?: number): string {
  return inDigits(value, (number) => (decimals === undefined ? String(number) : number.toFixed(whole(decimals, 0))));
}

/** A number as `4.2e−8`, with so many decimals; otherwise as `formatNumber` does. */
export function formatExponential(value: number, decimals?: number): string {
  const digits = decimals === undefined ? undefined : whole(decimals, 0);
  return inDigits(value, (number) => number.toExponential(digits).replace("e+", "e"));
}

/** A number to a few digits, three unless said, without zeros at its end; otherwise as `formatNumber` does. */
export function formatDigits(value: number, digits = 3): string {
  return inDigits(value, (number) => String(Number(number.toPrecision(whole(digits, 1)))));
}

/** A p-value to three decimals, “< 0.001” below that. @throws RangeError where it is not from 0 to 1 */
export function formatPValue(pValue: number): string {
  const decimals = formatNumber(pValue, 3);
  if (pValue < 0 || pValue > 1) throw new RangeError(`a p-value is ${pValue}; give a number from 0 to 1.`);
  return pValue < 0.001 ? "< 0.001" : decimals;
}

function inDigits(value: number, write: (value: number) => string): string {
  if (typeof value !== "number") throw new TypeError(`a number to be formatted is ${inspect(value)}; give a number.`);
  if (Number.isNaN(value)) return "–";
  const digits = write(value);
  const signed = Number(digits) === 0 ? digits.replace("-", "") : digits;
  return signed.replace("Infinity", "∞").replaceAll("-", "−");
}

function whole(digits: number, least: number): number {
  if (Number.isInteger(digits) && digits >= least && digits <= 100) return digits;
  throw new RangeError(`digits to be shown are ${inspect(digits)}; give a whole number from ${least} to 100.`);
}

/** “0.59 ± 0.04” where the interval is symmetric, “0.59 [0.51, 0.62]” where it is not. */
export function formatInterval({ estimate, lower, upper }: Interval, decimals = 2): string {
  const [value, low, high] = [estimate, lower, upper].map((number) => formatNumber(number, decimals));
  const [below, above] = [estimate - lower, upper - estimate].map((distance) => formatNumber(distance, decimals));
  return below === above ? `${value} ± ${above}` : `${value} [${low}, ${high}]`;
}
