import type { Data, Layout } from "plotly.js-dist";
import { Figure } from "./figure.js";
import { colourOf, neutralColours, themedLayout } from "./theme.js";

/** A quantity followed over updates: its mean, and how far the 95 % interval reaches to either side of it. */
export interface Curve {
  /** What it is, for the key: curves of the same label share one. */
  label: string;
  /** Gives the colour. */
  optimizer: string;
  /** Tells apart curves of the same colour: solid; dashed and lighter; dotted and lighter still. Solid unless said. */
  line?: "solid" | "dashed" | "dotted";
  /** Values at update 1, 2, … */
  mean: readonly number[];
  /** Of the same length; no band where it is left out or not finite. */
  halfWidth?: readonly number[];
}

/** One of the small drawings that a figure of curves is made of. */
export interface CurvePanel {
  heading: string;
  curves: readonly Curve[];
  /** Title of its value axis, with the unit; left out, it has the axis of the panel to its left. */
  y?: string;
  /** Whether values are drawn on a logarithmic axis; has a meaning only with `y`. */
  logarithmic?: boolean;
  /** The last update that is shown, to look at the beginning alone; all where left out. */
  until?: number;
  /** Moments that are worth a line across: the mean updates to criterion, say. */
  marks?: readonly { at: number; text: string }[];
}

/** What the figure says about all panels. */
export interface CurvesText {
  title: string;
  /** Title of the axis of updates. */
  x: string;
}

/**
 * Curves with bands for their 95 % intervals, in rows of panels. Values of a linear axis start at zero; those of a logarithmic
 * one at the smallest mean, and bands are cut off there.
 *
 * @throws RangeError where there is no panel, or the first one of a row has no `y`
 */
export function curves(rows: readonly (readonly CurvePanel[])[], text: CurvesText): Figure {
  if (rows.length === 0 || rows.some((row) => row[0]?.y === undefined)) {
    throw new RangeError("curves: every row needs a panel, and its first panel a `y`, the title of its axis.");
  }
  const themed = themedLayout(text.title, { x: "", y: "" });
  const layout: Record<string, unknown> = {
    ...themed,
    height: 300 + 240 * rows.length,
    margin: { ...themed.margin, t: 132, b: 64 },
    legend: { ...themed.legend, yref: "container", y: 1 - 78 / (300 + 240 * rows.length), yanchor: "middle" },
    hovermode: "x",
  };
  const annotations: object[] = [];
  const shapes: object[] = [];
  const data: Data[] = legendKeys(rows.flat().flatMap((panel) => panel.curves));
  rows.flatMap(placed).forEach(({ panel, group, x, row, leads }, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    const y = verticalDomain(row, rows.length);
    const logarithmic = group[0]?.logarithmic === true;
    const range = valueRange(group, logarithmic);
    const last = panel.until ?? Math.max(...panel.curves.map(({ mean }) => mean.length));
    layout[`xaxis${suffix}`] = {
      ...themed.xaxis,
      domain: x,
      anchor: `y${suffix}`,
      range: [last > 40 ? 0 : 0.5, last + 0.5],
      nticks: 5,
      ticks: "outside",
      title: row === rows.length - 1 ? { text: text.x, standoff: 6, font: { size: 16 } } : {},
      tickfont: { size: 15 },
    };
    layout[`yaxis${suffix}`] = {
      ...themed.yaxis,
      domain: y,
      anchor: `x${suffix}`,
      zeroline: false,
      showline: true,
      linecolor: neutralColours.key,
      type: logarithmic ? "log" : "linear",
      range: logarithmic ? range.map(Math.log10) : range,
      ...(logarithmic ? { dtick: 1, minor: { ticks: "outside" }, exponentformat: "power" } : { nticks: 6 }),
      title: leads ? { text: panel.y ?? "", standoff: 8, font: { size: 16 } } : {},
      showticklabels: leads,
      tickfont: { size: 15 },
    };
    annotations.push(heading(panel.heading, x, y));
    for (const { at, text: words } of panel.marks ?? []) {
      const axes = { xref: `x${suffix}`, yref: `y${suffix} domain` };
      shapes.push({ type: "line", ...axes, x0: at, x1: at, y0: 0, y1: 1, layer: "below", line: mark });
      annotations.push({ ...axes, x: at, y: 1, text: words, ...markText });
    }
    for (const curve of panel.curves) data.push(...traces(curve, suffix, last, range[0]));
  });
  const numbers = rows.flat().flatMap((panel) => panel.curves.map((curve) => inWords(panel, curve)));
  const complete = { ...layout, annotations, shapes } as unknown as Partial<Layout>;
  return new Figure({ data, layout: complete }, text.title, numbers);
}

const mark = { color: neutralColours.published, width: 1.5, dash: "dot" };
const markText = {
  showarrow: false,
  xanchor: "left",
  yanchor: "top",
  xshift: 3,
  font: { size: 14, color: neutralColours.published },
};

const lines = {
  solid: { dash: "solid", strength: 1, width: 3 },
  dashed: { dash: "8px,4px", strength: 0.8, width: 2.5 },
  dotted: { dash: "2px,3px", strength: 0.6, width: 3 },
} as const;

/** A colour `#rrggbb` mixed with white, of which it leaves 1 − strength. */
function mixed(colour: string, strength: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(255 - strength * (255 - part))).join(", ")})`;
}

/** The panels of a row with the place of each, and the panels that share its value axis. */
function placed(panels: readonly CurvePanel[], row: number) {
  const gap = (panel: CurvePanel | undefined) => (panel?.y === undefined ? 0.04 : 0.1);
  const gaps = panels.slice(1).reduce((sum, panel) => sum + gap(panel), 0);
  const width = (1 - gaps) / panels.length;
  let left = 0;
  let group: CurvePanel[] = [];
  return panels.map((panel, column) => {
    const leads = panel.y !== undefined;
    if (column > 0) left += width + gap(panel);
    if (leads) group = [];
    group.push(panel);
    return { panel, group, leads, row, x: [left, Math.min(1, left + width)] as const };
  });
}

/** Rows from the top down, with room for headings between them. */
function verticalDomain(row: number, rows: number): [bottom: number, top: number] {
  const gap = 0.17;
  const height = (1 - gap * (rows - 1)) / rows;
  const top = 1 - row * (height + gap);
  return [Math.max(0, top - height), top];
}

function heading(words: string, x: readonly [number, number], y: readonly [number, number]) {
  const at = { xref: "paper", yref: "paper", x: x[0], y: y[1], xanchor: "left", yanchor: "bottom" };
  return { ...at, text: `<b>${words}</b>`, showarrow: false, yshift: 4, font: { size: 16 } };
}

/** What all panels of an axis need, of the updates that they show, with air above for the words at marks. */
function valueRange(panels: readonly CurvePanel[], logarithmic: boolean): [low: number, high: number] {
  const shown = panels.flatMap(({ curves: all, until }) =>
    all.flatMap(({ mean, halfWidth = [] }) =>
      mean.slice(0, until).map((value, at) => [value, finite(halfWidth[at])] as const),
    ),
  );
  const tops = shown.map(([value, half]) => value + half).filter(Number.isFinite);
  const high = Math.max(...tops);
  const air = panels.some(({ marks = [] }) => marks.length > 0) ? 0.14 : 0.05;
  if (!logarithmic) {
    const low = Math.min(0, ...shown.map(([value, half]) => value - half).filter(Number.isFinite));
    return [low, high + air * (high - low || 1)];
  }
  const low = Math.min(...shown.map(([value]) => value).filter((value) => value > 0 && Number.isFinite(value)));
  return [low / 1.3, high * 1.2 * (high / low) ** air];
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : 0);

function traces(
  { label, optimizer, line = "solid", mean, halfWidth = [] }: Curve,
  suffix: string,
  last: number,
  floor: number,
): Data[] {
  const values = mean.slice(0, last);
  const x = values.map((_, at) => at + 1);
  const { dash, strength, width } = lines[line];
  const axes = { xaxis: `x${suffix}`, yaxis: `y${suffix}`, showlegend: false };
  const colour = mixed(colourOf(optimizer), strength);
  const bounds = values.map((_, at) => finite(halfWidth[at]));
  const upper = values.map((value, at) => round(value + (bounds[at] as number)));
  const lower = values.map((value, at) => round(Math.max(floor, value - (bounds[at] as number))));
  const band = {
    type: "scatter",
    mode: "lines",
    x: [...x, ...[...x].reverse()],
    y: [...upper, ...lower.reverse()],
    fill: "toself",
    fillcolor: colour.replace("rgb", "rgba").replace(")", ", 0.25)"),
    line: { width: 0 },
    hoverinfo: "skip",
    ...axes,
  };
  const curve = {
    type: "scatter",
    mode: "lines",
    x,
    y: values.map(round),
    line: { color: colour, width, dash },
    customdata: bounds.map(round),
    hovertemplate: `${label}: %{y:.3g} ± %{customdata:.3g}<extra></extra>`,
    ...axes,
  };
  return [...(bounds.some((half) => half > 0) ? [band] : []), curve] as Data[];
}

/** An entry of the legend for each label: in its curves' colour where they have one, else in a neutral one. */
function legendKeys(all: readonly Curve[]): Data[] {
  const labels = [...new Set(all.map(({ label }) => label))];
  return labels.map((label) => {
    const own = all.filter((curve) => curve.label === label);
    const colours = new Set(own.map(({ optimizer }) => colourOf(optimizer)));
    const { dash, strength, width } = lines[own[0]?.line ?? "solid"];
    const color = mixed(colours.size === 1 ? ([...colours][0] as string) : neutralColours.published, strength);
    return {
      type: "scatter",
      mode: "lines",
      name: label,
      x: [0],
      y: [null],
      line: { color, width, dash },
      hoverinfo: "skip",
    };
  }) as Data[];
}

function inWords({ heading: where, until }: CurvePanel, { label, mean }: Curve): string {
  const values = mean.slice(0, until);
  const top = Math.max(...values);
  const ends = `${short(values[0] as number)} at the first update, ${short(values.at(-1) as number)} at update ${values.length}`;
  return `${where}, ${label}: ${ends}, largest ${short(top)} at update ${values.indexOf(top) + 1}`;
}

const short = (value: number) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))).replace("-", "−") : "–";
const round = (value: number) => Number(value.toPrecision(4));
