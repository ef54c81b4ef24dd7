import type { Plot } from "../plot.js";
import type { MarkStyle } from "./types.js";

/** A trace of plotly's, as far as it is drawn again in the page. */
interface Trace {
  readonly name?: string;
  readonly legendgroup?: string;
  readonly mode?: string;
  readonly x?: readonly unknown[];
  readonly xaxis?: string;
  readonly line?: { readonly color?: string; readonly width?: number; readonly dash?: string };
  readonly marker?: {
    readonly color?: string;
    readonly size?: number;
    readonly line?: { readonly color?: string };
  };
}

/** A plot taken apart: what stays where it is, and the style of each mark that moves. */
export interface TakenApart {
  readonly background: Plot;
  readonly styles: Readonly<Record<string, MarkStyle>>;
}

/**
 * Takes the marks of some names out of a plot. Their keys stay in the legend.
 *
 * @throws RangeError where a name belongs to no mark of the plot, or to several
 */
export function takeOut(plot: Plot, names: readonly string[]): TakenApart {
  const traces = plot.data as readonly Trace[];
  const places = names.map((name) => {
    const found = traces.flatMap((trace, at) =>
      (trace.legendgroup ?? trace.name) === name && !isKey(trace) ? [at] : [],
    );
    const [place] = found;
    if (place !== undefined && found.length === 1) return place;
    throw new RangeError(
      `explorable: compute gives a mark "${name}", and the figure has ${found.length} of that name; draw each of its marks once.`,
    );
  });
  const data = traces.map((trace, at) => (places.includes(at) ? { ...trace, x: [null], y: [null] } : trace));
  const styles = names.map((name, index) => [name, styleOf(traces[places[index] as number] as Trace)]);
  return { background: { ...plot, data }, styles: Object.fromEntries(styles) };
}

function isKey({ x }: Trace): boolean {
  return x?.length === 1 && x[0] === null;
}

function styleOf({ mode = "lines", line = {}, marker = {}, xaxis = "x" }: Trace): MarkStyle {
  const { color: colour = "#222222", width = 2, dash = "solid" } = line;
  const points = {
    colour: marker.color ?? colour,
    size: marker.size ?? 6,
    border: marker.line?.color ?? "transparent",
  };
  return {
    panel: Number(xaxis.slice(1) || 1) - 1,
    ...(mode.includes("lines") ? { line: { colour, width, dash: dashOf(dash) } } : {}),
    ...(mode.includes("markers") ? { points } : {}),
  };
}

const dashes: Readonly<Record<string, readonly number[]>> = { solid: [], dash: [9, 6], dot: [3, 3] };

/** Plotly's words, or its list of pixels. */
function dashOf(dash: string): readonly number[] {
  return dashes[dash] ?? dash.split(",").map((pixels) => Number.parseFloat(pixels));
}
