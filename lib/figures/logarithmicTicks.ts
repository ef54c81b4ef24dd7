import { formatExponential, formatNumber } from "./format.js";

/**
 * Ticks of a logarithmic axis as whole numbers a reader knows: 1, 2, 5, 10, 20, …, or powers of ten alone where the values
 * span more than three of them.
 *
 * @param values of the axis; those that are not above 0, or not finite, do not count
 */
export function logarithmicTicks(values: readonly number[]): { tickvals: number[]; ticktext: string[] } {
  const shown = values.filter((value) => Number.isFinite(value) && value > 0);
  if (shown.length === 0) return { tickvals: [], ticktext: [] };
  const [low, high] = [Math.log10(Math.min(...shown)), Math.log10(Math.max(...shown))];
  const steps = high - low > 3 ? [1] : [1, 2, 5];
  const tickvals: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) {
    tickvals.push(...steps.map((step) => Number(`${step}e${power}`)));
  }
  return { tickvals, ticktext: tickvals.map(inWords) };
}

function inWords(tick: number): string {
  const [factor, power = ""] = formatExponential(tick).split("e");
  const isPlain = 1e-3 <= tick && (tick < 1e5 || factor !== "1");
  return isPlain ? formatNumber(tick) : `${factor === "1" ? "" : `${factor} · `}10<sup>${power}</sup>`;
}
