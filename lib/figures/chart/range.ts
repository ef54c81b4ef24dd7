import type { PlacedPanel, Span } from "./place.js";
import type { Axis } from "./types.js";
import { interval, isSeries } from "./value.js";

/** Air at the ends of an axis, as a share of its length; more where words stand at the top. */
const air = { points: 0.03, values: 0.05, words: 0.14 };

/** From the first to the last x of a panel. */
export function acrossRange({ x, marks }: PlacedPanel): Span {
  if (x.range !== undefined) return x.range;
  const series = marks.filter(isSeries);
  const all = series.flatMap((mark) => mark.x).filter((value) => canBeDrawn(value, x));
  const share = series.some((mark) => mark.as === "points" || mark.dots) ? air.points : 0;
  return widened(ends(all), x, share, share);
}

/**
 * What the panels of one axis of y need, of what they show of x. On a logarithmic axis a lower bound reaches at most to half
 * the least estimate.
 */
export function valueRange(panels: readonly PlacedPanel[], y: Axis): Span {
  if (y.range !== undefined) return y.range;
  const shown = panels.flatMap(({ x, marks }) => {
    const [first, last] = x.range ?? [-Infinity, Infinity];
    return marks
      .filter(isSeries)
      .flatMap((mark) => mark.y.filter((_, at) => first <= Number(mark.x[at]) && Number(mark.x[at]) <= last))
      .map(interval)
      .filter(({ estimate }) => canBeDrawn(estimate, y));
  });
  const least = Math.min(...shown.map(({ estimate }) => estimate));
  const floor = y.logarithmic ? least / 2 : -Infinity;
  const bounds = shown.flatMap(({ estimate, lower, upper }) => [estimate, Math.max(lower, floor), upper]);
  const [low, high] = ends([...bounds.filter((value) => canBeDrawn(value, y)), ...(y.logarithmic ? [] : [0])]);
  const hasWords = panels.some(({ marks }) => marks.some((mark) => mark.as === "rule" && mark.text));
  const below = y.logarithmic || low < 0 ? air.values : 0;
  return widened([low, high], y, below, hasWords ? air.words : air.values);
}

/** Whether a value has a place on an axis. */
export function canBeDrawn(value: number, { logarithmic }: Axis): boolean {
  return Number.isFinite(value) && (!logarithmic || value > 0);
}

function ends(values: readonly number[]): Span {
  return values.length === 0 ? [1, 1] : [Math.min(...values), Math.max(...values)];
}

function widened([low, high]: Span, { logarithmic }: Axis, below: number, above: number): Span {
  if (!logarithmic) {
    const length = high - low || 1;
    return [low - below * length, high + above * length];
  }
  const ratio = high / low > 1 ? high / low : 10;
  return [low / ratio ** below, high * ratio ** above];
}
