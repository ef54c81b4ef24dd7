import { inWords, isObject, kind, requireArgument } from "../arguments/index.js";
import { Figure } from "./figure.js";
import { formatNumber } from "./format.js";
import { colourOf, colourway, hasColour, themedLayout } from "./theme.js";

const tracesKind = kind(
  "a list of plotly's traces, as [{ y: [3, 2, 1], name: 'Adam' }]",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
);
const layoutKind = kind("plotly's layout, as { title: 'Loss', xaxis: { title: 'update' } }", isObject);

/** Plotly's layout; titles may be plain strings. */
export interface PlotLayout {
  readonly title?: string | object;
  readonly width?: number;
  readonly height?: number;
  readonly [name: string]: unknown;
}

/**
 * A figure of plotly traces of one's own, in the theme and size of all figures: shown in a cell, saved by `exportFigure`. What
 * `layout` says replaces what the theme says. Traces named after an optimizer have its colour.
 *
 * ```ts
 * plot([{ y: losses, name: "Adam" }], { title: "Loss", xaxis: { title: "update" }, yaxis: { type: "log" } })
 * ```
 *
 * @throws RangeError where there is no trace, or the layout is none
 */
export function plot(data: readonly object[], layout: PlotLayout = {}): Figure {
  requireArgument("plot", "data", data, tracesKind);
  requireArgument("plot", "layout", layout, layoutKind);
  for (const [at, trace] of data.entries()) requirePoints(at, trace);
  const theme = themedLayout("", { x: "", y: "" });
  const given = Object.fromEntries(Object.entries(layout).map(([name, value]) => [name, withTitle(name, value)]));
  const merged = merge({ ...theme, colorway: colourway, showlegend: data.length > 1 }, given);
  const title = (merged as { title: { text: string } }).title.text;
  return new Figure({ data: data.map(coloured), layout: merged }, title, data.flatMap(summary));
}

/** @throws RangeError where none of the values of a trace can be drawn: plotly would leave it out without a word */
function requirePoints(at: number, trace: object): void {
  const { y } = trace as { y?: unknown };
  if (!Array.isArray(y) || y.length === 0 || y.some(isDrawn)) return;
  throw new RangeError(
    `plot: data[${at}].y has ${inWords(y[0])} and nothing else that can be drawn; give numbers or words.`,
  );
}

function isDrawn(value: unknown): boolean {
  return Number.isFinite(value) || typeof value === "string" || value instanceof Date || Array.isArray(value);
}

/** A title in plotly's form. */
function withTitle(name: string, value: unknown): unknown {
  if (name === "title" && typeof value === "string") return { text: value };
  if (!isObject(value) || typeof value.title !== "string") return value;
  return { ...value, title: { text: value.title } };
}

function merge(theme: object, given: object): object {
  const result: Record<string, unknown> = { ...theme };
  for (const [name, value] of Object.entries(given)) {
    const before = result[name];
    result[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return result;
}

function coloured(trace: object): object {
  const { name, line, marker } = trace as { name?: string; line?: object; marker?: object };
  if (name === undefined || !hasColour(name)) return trace;
  const color = colourOf(name);
  return { ...trace, line: { color, ...line }, marker: { color, ...marker } };
}

/** What a reader learns of a trace who cannot see it: how many values, and where a curve ends. */
function summary(trace: object): string[] {
  const { name = "trace", type = "scatter", y } = trace as { name?: string; type?: string; y?: ArrayLike<unknown> };
  if (y === undefined || "z" in trace) return [];
  const last = y[y.length - 1];
  const end =
    type === "scatter" && typeof last === "number" ? `, the last ${formatNumber(Number(last.toPrecision(4)))}` : "";
  return [`${name}: ${y.length} values${end}`];
}
