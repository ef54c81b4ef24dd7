import type { Interval } from "../statistics/index.js";

/** A number with a true minus sign, none before zero, and, unless said, as many decimals as it takes; what is no number as a dash. */
export function formatNumber(value: number, decimals?: number): string {
  if (Number.isNaN(value)) return "–";
  return withMinus(decimals === undefined ? String(value) : value.toFixed(decimals));
}

/** A number as `4.2e−8`, with so many decimals and a true minus sign; what is no number as a dash. */
export function formatExponential(value: number, decimals?: number): string {
  if (Number.isNaN(value)) return "–";
  return withMinus(value.toExponential(decimals).replace("e+", "e"));
}

function withMinus(digits: string): string {
  const signed = Number(digits) === 0 ? digits.replace("-", "") : digits;
  return signed.replace("Infinity", "∞").replaceAll("-", "−");
}

/** A number to a few digits, three unless said, without zeros at its end. */
export function formatDigits(value: number, digits = 3): string {
  return Number.isFinite(value) ? formatNumber(Number(value.toPrecision(digits))) : formatNumber(value);
}

/** A p-value to three decimals, “< 0.001” below that. */
export function formatPValue(pValue: number): string {
  return pValue < 0.001 ? "< 0.001" : formatNumber(pValue, 3);
}

/** “0.59 ± 0.04” where the interval is symmetric, “0.59 [0.51, 0.62]” where it is not. */
export function formatInterval({ estimate, lower, upper }: Interval, decimals = 2): string {
  const [value, low, high] = [estimate, lower, upper].map((number) => formatNumber(number, decimals));
  const [below, above] = [estimate - lower, upper - estimate].map((distance) => formatNumber(distance, decimals));
  return below === above ? `${value} ± ${above}` : `${value} [${low}, ${high}]`;
}
