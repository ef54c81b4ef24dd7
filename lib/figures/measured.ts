import type { Layout } from "plotly.js-dist";
import { Figure } from "./figure.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { type PanelPlace, panelHeading, panelLegend, panelMargin, sideBySide } from "./panels.js";
import { neutralColours, themedLayout } from "./theme.js";

/** What was measured, as points, or what a formula says, as a line. */
export interface MeasuredSeries {
  /** For the legend, where series of the same name share an entry. */
  readonly name: string;
  readonly as: "points" | "line";
  readonly colour: string;
  /** Of a line, as plotly takes it; solid where left out. */
  readonly dash?: string;
  /** Of points, as plotly names it; a circle where left out. */
  readonly symbol?: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Ends of the intervals of points, laid out as `y`. */
  readonly interval?: { readonly lower: readonly number[]; readonly upper: readonly number[] };
}

/** One drawing with its own axes. */
export interface MeasuredPanel {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logarithmic?: { readonly x?: boolean; readonly y?: boolean };
  /** What the axes show; the whole where nothing is said. */
  readonly window?: {
    readonly x?: readonly [low: number, high: number];
    readonly y?: readonly [low: number, high: number];
  };
  readonly series: readonly MeasuredSeries[];
  /** Where a dotted line stands across, and the words beside it, to the right unless said. */
  readonly verticals?: readonly { readonly x: number; readonly name: string; readonly side?: "left" | "right" }[];
}

/** What holds for all panels. */
export interface MeasuredText {
  readonly title: string;
  /** What the figure shows, a line each. */
  readonly numbers: readonly string[];
}

/**
 * Measured points with the closed form drawn through them, panel beside panel. What is not finite, or not above 0 on a
 * logarithmic axis, is not drawn.
 *
 * @throws RangeError where there is no panel, or a series has not a y for each x
 */
export function measured(panels: readonly MeasuredPanel[], text: MeasuredText): Figure {
  if (panels.length === 0) throw new RangeError("measured: there is no panel; give at least one.");
  for (const { name, x, y } of panels.flatMap(({ series }) => series)) {
    if (x.length !== y.length) {
      throw new RangeError(`measured: “${name}” has ${x.length} x and ${y.length} y; give as many of each.`);
    }
  }
  const places = sideBySide(panels, 0.1);
  const named = new Set<string>();
  const data = panels.flatMap(({ series, logarithmic = {} }, index) =>
    series.map((one) => {
      const first = !named.has(one.name);
      named.add(one.name);
      return trace(one, logarithmic, places[index] as PanelPlace, first);
    }),
  );
  const themed = themedLayout(text.title, { x: "", y: "" });
  const axes = Object.fromEntries(
    panels.flatMap((panel, index) => {
      const { domain, suffix } = places[index] as PanelPlace;
      const common = { ticks: "outside", zeroline: false, showline: true, linecolor: neutralColours.key };
      return [
        [
          `xaxis${suffix}`,
          { ...themed.xaxis, ...common, ...scale(panel, "x"), domain, anchor: `y${suffix}`, title: { text: panel.x } },
        ],
        [
          `yaxis${suffix}`,
          {
            ...themed.yaxis,
            ...common,
            ...scale(panel, "y"),
            anchor: `x${suffix}`,
            title: { text: panel.y, standoff: 8 },
          },
        ],
      ];
    }),
  );
  const verticals = panels.flatMap(({ verticals: all = [] }, index) =>
    all.map((vertical) => ({
      ...vertical,
      panel: panels[index] as MeasuredPanel,
      suffix: places[index]?.suffix ?? "",
    })),
  );
  const layout = {
    ...themed,
    ...axes,
    margin: { ...panelMargin, l: 88, b: 72 },
    legend: { ...themed.legend, ...panelLegend },
    shapes: verticals.map(({ x, suffix }) => ({
      ...{ type: "line", x0: x, x1: x, y0: 0, y1: 1, xref: `x${suffix}`, yref: `y${suffix} domain`, layer: "below" },
      line: { color: neutralColours.published, width: 1.5, dash: "dot" },
    })),
    annotations: [
      ...panels.map(({ title }, index) => panelHeading(title, places[index]?.domain[0] ?? 0)),
      ...verticals.map(({ x, name, suffix, panel, side = "right" }) => ({
        ...{ text: name, x: panel.logarithmic?.x ? Math.log10(x) : x, xref: `x${suffix}`, showarrow: false },
        ...{ y: 1, yref: `y${suffix} domain`, yanchor: "top", font: { size: 15, color: neutralColours.published } },
        ...(side === "right" ? { xanchor: "left", xshift: 4 } : { xanchor: "right", xshift: -4 }),
      })),
    ],
  } as unknown as Partial<Layout>;
  return new Figure({ data, layout }, text.title, text.numbers);
}

function trace(
  { name, as, colour, dash = "solid", symbol = "circle", x, y, interval }: MeasuredSeries,
  logarithmic: NonNullable<MeasuredPanel["logarithmic"]>,
  { suffix }: PanelPlace,
  first: boolean,
): object {
  const drawn = (value: number) => (Number.isFinite(value) && (!logarithmic.y || value > 0) ? value : null);
  const ends = interval && {
    ...{ type: "data", symmetric: false, color: colour, thickness: 1.8, width: 4 },
    array: interval.upper.map((upper, at) => upper - (y[at] as number)),
    arrayminus: interval.lower.map((lower, at) => (y[at] as number) - lower),
  };
  return {
    type: "scatter",
    mode: as === "points" ? "markers" : "lines",
    name,
    legendgroup: name,
    showlegend: first,
    x,
    y: y.map(drawn),
    ...(as === "points"
      ? {
          marker: { size: 8, symbol, color: colour, line: { width: 2, color: colour } },
          ...(ends && { error_y: ends }),
        }
      : { line: { color: colour, width: 2.5, dash } }),
    hoverinfo: "name+x+y",
    hoverlabel: { namelength: -1 },
    xaxis: `x${suffix}`,
    yaxis: `y${suffix}`,
  };
}

/** Scale, ticks and range of one axis of a panel. */
function scale({ logarithmic, window, series }: MeasuredPanel, axis: "x" | "y"): object {
  const range = window?.[axis];
  if (!logarithmic?.[axis]) return range === undefined ? {} : { range };
  return {
    type: "log",
    ...logarithmicTicks(range ?? series.flatMap((one) => one[axis])),
    ...(range === undefined ? {} : { range: range.map(Math.log10) }),
  };
}
