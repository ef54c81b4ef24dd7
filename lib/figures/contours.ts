import { Figure } from "./figure.js";
import { formatDigits } from "./format.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { type PanelPlace, panelAxes, panelHeading, panelLegend, panelMargin, sideBySide } from "./panels.js";
import { requireSome } from "./requireSome.js";
import { figureSize, neutralColours, themedLayout } from "./theme.js";

/** A line over a surface: a path with a point for each of its places, or a border without points. */
export interface ContourLine {
  /** For the legend, where lines of the same name share an entry. */
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly colour: string;
  readonly dash: "solid" | "dash" | "dot";
  /** In pixels. */
  readonly width: number;
  readonly points: boolean;
}

/** A place on a surface with its name beside it. */
export interface ContourMark {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Of the name; to the right where nothing is said. */
  readonly side?: "left" | "right" | "above" | "below";
}

/** One surface: its values over a grid, with what is drawn on it. */
export interface ContourPanel {
  readonly title: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** `values[row][column]` at `y[row]`, `x[column]`. */
  readonly values: readonly (readonly number[])[];
  readonly lines?: readonly ContourLine[];
  readonly marks?: readonly ContourMark[];
}

/** What holds for all panels. */
export interface ContoursText {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** What is drawn, with its unit. */
  readonly value: string;
  /** Colours by the logarithm. */
  readonly log: boolean;
  /** Whether x and y are logarithms to base ten: the axes show the numbers themselves. */
  readonly powersOfTen?: boolean;
  /** Whether the panels fill the figure, whatever the units of x and y; a unit of x is as long as one of y where it is left out. */
  readonly stretched?: boolean;
  /** Pale greys where lines are what matters, cividis where the surface is. */
  readonly shades: "greys" | "cividis";
  /** What the figure shows, a line each. */
  readonly numbers: readonly string[];
}

/** Low values are light. Cividis can be told apart by colour-blind readers. */
const scales = {
  greys: [
    [0, "#FFFFFF"],
    [1, "#A9A9A9"],
  ],
  cividis: [
    [0, "#FDE737"],
    [0.25, "#BCAF6F"],
    [0.5, "#7C7B78"],
    [0.75, "#3B496C"],
    [1, "#00224E"],
  ],
} as const;

/**
 * Surfaces side by side as filled contours in one scale of colours, with paths and marks.
 *
 * @throws RangeError where there is no panel, or a value cannot be drawn: it is not finite, or not above 0 on a logarithmic scale
 */
export function contours(panels: readonly ContourPanel[], text: ContoursText): Figure {
  requireSome("contours", "panel", panels);
  const all = panels.flatMap(({ values }) => values.flat());
  const wrong = all.find((value) => !Number.isFinite(value) || (text.log && value <= 0));
  if (wrong !== undefined) {
    throw new RangeError(`contours: a value is ${wrong}; give finite numbers${text.log ? ", above 0" : ""}.`);
  }
  const height = (value: number) => (text.log ? Math.log10(value) : value);
  const ends = [height(Math.min(...all)), height(Math.max(...all))] as const;
  const levels = multiples(ends, 14);
  const places = sideBySide(panels, 0.07);
  const named = new Set<string>();
  const data = places.flatMap((panel, index) => {
    const { axes, marks = [] } = panel;
    const surface = {
      type: "contour",
      x: panel.x,
      y: panel.y,
      z: panel.values.map((row) => row.map((value) => Number(height(value).toPrecision(4)))),
      hovertemplate: `(%{x}, %{y}): ${text.log ? "log₁₀ of the " : ""}${text.value} %{z}<extra></extra>`,
      colorscale: scales[text.shades],
      zmin: ends[0],
      zmax: ends[1],
      contours: { coloring: "heatmap", start: levels[0], end: ends[1], size: niceStep(ends, 14) },
      line: { width: 0.6, color: text.shades === "greys" ? "#8F8F8F" : "rgba(255,255,255,0.45)" },
      showscale: index === panels.length - 1,
      colorbar: colourBar(text, ends),
      ...axes,
    };
    const lines = (panel.lines ?? []).map((line) => {
      const first = !named.has(line.name);
      named.add(line.name);
      return {
        type: "scatter",
        mode: line.points ? "lines+markers" : "lines",
        name: line.name,
        legendgroup: line.name,
        showlegend: first,
        x: line.x,
        y: line.y,
        line: { color: line.colour, width: line.width, dash: line.dash },
        marker: { color: line.colour, size: line.width + 2 },
        hoverinfo: "name+x+y",
        ...axes,
      };
    });
    const dots = {
      type: "scatter",
      mode: "markers",
      showlegend: false,
      x: marks.map(({ x }) => x),
      y: marks.map(({ y }) => y),
      marker: { color: "white", size: 11, line: { color: neutralColours.text, width: 2.5 } },
      hovertext: marks.map(({ name }) => name),
      hoverinfo: "text+x+y",
      ...axes,
    };
    return [surface, ...lines, dots];
  });
  const themed = themedLayout(text.title, { x: text.x, y: text.y });
  const common = { showgrid: false, zeroline: false, automargin: false, constrain: "domain", ticks: "outside" };
  const axes = panelAxes(places, ({ x, y, axes: { xaxis } }, index) => ({
    x: { ...themed.xaxis, ...common, ...ticksOf(x, text), range: [x[0], x.at(-1)] },
    y: {
      ...common,
      ...ticksOf(y, text),
      title: { text: index === 0 ? text.y : "" },
      range: [y[0], y.at(-1)],
      ...(text.stretched ? {} : { scaleanchor: xaxis, constraintoward: "top" }),
    },
  }));
  const margin = {
    ...panelMargin,
    l: panelMargin.l + (text.powersOfTen ? 24 : 0),
    t: named.size > 0 ? panelMargin.t : 96,
    r: 104,
  };
  const width = figureSize.width - margin.l - margin.r;
  const layout = {
    ...themed,
    ...axes,
    height: text.stretched
      ? figureSize.height
      : Math.min(figureSize.height, margin.t + margin.b + tallest(places, width)),
    margin,
    legend: { ...themed.legend, ...panelLegend },
    annotations: [
      ...places.map(({ title, domain }) => panelHeading(title, domain[0])),
      ...places.flatMap(({ marks = [], suffix }) => marks.map((mark) => label(mark, suffix))),
    ],
  };
  return new Figure({ data, layout }, text.title, text.numbers);
}

/** At 1, 2, 5, 10, … where an axis has logarithms; plotly's own otherwise. */
function ticksOf(logarithms: readonly number[], { powersOfTen = false }: ContoursText) {
  if (!powersOfTen) return {};
  const range = [10 ** (logarithms[0] as number), 10 ** (logarithms.at(-1) as number)] as const;
  const { tickvals, ticktext } = logarithmicTicks(range);
  return { tickvals: tickvals.map(Math.log10), ticktext };
}

/** How high the panels are, in pixels, where a unit of x is as long as one of y. */
function tallest(panels: readonly (ContourPanel & PanelPlace)[], width: number): number {
  const span = (values: readonly number[]) => (values.at(-1) as number) - (values[0] as number);
  const heights = panels.map(({ x, y, domain: [left, right] }) => (width * (right - left) * span(y)) / span(x));
  return Math.ceil(Math.max(...heights));
}

function colourBar({ value, log }: ContoursText, ends: readonly [number, number]) {
  const [low, high] = ends;
  const powers = multiples(ends, Math.max(1, high - low));
  const ticks = log
    ? { tickvals: powers, ticktext: powers.map((power) => formatDigits(10 ** power)) }
    : { tickvals: multiples(ends, 6) };
  return {
    title: { text: value, side: "right" },
    thickness: 14,
    len: 0.96,
    x: 1.015,
    tickfont: { size: 15 },
    ...ticks,
  };
}

/** The least of 1, 2, 5, 10, … times a power of ten that is in a range at most so many times. */
function niceStep([low, high]: readonly [number, number], most: number): number {
  const least = (high - low) / most || 1;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) as number);
}

/** The multiples of the nice step in a range. */
function multiples(ends: readonly [number, number], most: number): number[] {
  const step = niceStep(ends, most);
  const [first, last] = [Math.ceil(ends[0] / step - 1e-9), Math.floor(ends[1] / step + 1e-9)];
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

const offsets = {
  left: { xanchor: "right", yanchor: "middle", xshift: -9 },
  right: { xanchor: "left", yanchor: "middle", xshift: 9 },
  above: { xanchor: "center", yanchor: "bottom", yshift: 8 },
  below: { xanchor: "center", yanchor: "top", yshift: -8 },
} as const;

function label({ name, x, y, side = "right" }: ContourMark, suffix: string) {
  return {
    text: name,
    x,
    y,
    xref: `x${suffix}`,
    yref: `y${suffix}`,
    showarrow: false,
    bgcolor: "rgba(255,255,255,0.78)",
    borderpad: 1,
    font: { size: 15 },
    ...offsets[side],
  };
}
