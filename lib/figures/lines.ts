import type { Data, Layout } from "plotly.js-dist";
import type { Interval } from "../statistics/index.js";
import { Figure } from "./figure.js";
import { formatInterval, formatNumber } from "./format.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { colourOf, dashOf, neutralColours, themedLayout } from "./theme.js";

/** A value at each of some places, with its interval. */
export interface Line {
  /** Its name; gives the colour, and the dash where it shares its colour. */
  readonly optimizer: string;
  /** What the key calls it, where that is not the optimizer's name. */
  readonly label?: string;
  /** Which of `LinesText.panels` it is drawn in; the first where left out. */
  readonly panel?: number;
  /** Tells apart two lines of the same optimizer. */
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly y: Interval }[];
  /** The x of a point that is framed: the published setting, say. */
  readonly marked?: number;
}

/** What the figure says about all lines. */
export interface LinesText {
  readonly title: string;
  /** Title of the horizontal axis, with its unit. */
  readonly x: string;
  /** Title of the vertical axis, with its unit. */
  readonly y: string;
  /** Titles of the panels, side by side on one scale; one panel without a title where left out. */
  readonly panels?: readonly string[];
  readonly logarithmic: { readonly x?: boolean; readonly y?: boolean };
  /** What it means that a line is whole. */
  readonly whole?: string;
  /** What it means that a line is dashed. */
  readonly dashed?: string;
  /** What it means that a point is framed. */
  readonly marked?: string;
  /** Whether points have a dot; where there are many, they have none. */
  readonly dots: boolean;
  /** Decimals of the numbers in words; none where left out. */
  readonly decimals?: number;
}

const gap = 0.035;

/**
 * Lines with their intervals as bands. What is not finite, or not above 0 on a logarithmic axis, is not drawn; a band that
 * goes far below all estimates is cut off there on a logarithmic axis.
 *
 * Of a line without dots the numbers in words are its first and its last point, of the others all.
 */
export function lines(lines: readonly Line[], text: LinesText): Figure {
  const { panels = [""], logarithmic } = text;
  const drawn = (value: number) => (Number.isFinite(value) && (!logarithmic.y || value > 0) ? value : null);
  const optimizers = new Map(lines.map(({ optimizer, label = optimizer }) => [label, optimizer]));
  const words = lines.map((line) => inWords(line, text));
  const traces = lines.flatMap((line): Data[] => {
    const { optimizer, panel = 0, dashed, points, marked } = line;
    const colour = colourOf(optimizer);
    const axes = { xaxis: axisName("x", panel), yaxis: axisName("y", panel) } as object;
    const bounded = points.filter(({ y }) => drawn(y.lower) !== null && drawn(y.upper) !== null);
    const band = {
      ...{ type: "scatter", mode: "lines", ...axes, hoverinfo: "skip", showlegend: false, line: { width: 0 } },
      x: [...bounded.map(({ x }) => x), ...bounded.map(({ x }) => x).reverse()],
      y: [...bounded.map(({ y }) => y.upper), ...bounded.map(({ y }) => y.lower).reverse()],
      ...{ fill: "toself", fillcolor: `${colour}33` },
    };
    const curve = {
      ...{ type: "scatter", mode: text.dots ? "lines+markers" : "lines", ...axes, showlegend: false },
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => drawn(y.estimate)),
      line: { color: colour, width: 3, dash: dashed ? "dash" : dashOf(optimizer) },
      marker: { size: 9, color: dashed ? "white" : colour, line: { width: 2.5, color: colour } },
      hovertext: points.map((point) => pointInWords(line, point, text)),
      hoverinfo: "text",
    };
    const framed = points.filter(({ x }) => x === marked);
    const frame = {
      ...{ type: "scatter", mode: "markers", ...axes, hoverinfo: "skip", showlegend: false },
      x: framed.map(({ x }) => x),
      y: framed.map(({ y }) => drawn(y.estimate)),
      marker: { size: 18, symbol: "square-open", color: neutralColours.text, line: { width: 2.5 } },
    };
    return [...(bounded.length > 1 ? [band] : []), curve, ...(framed.length > 0 ? [frame] : [])] as Data[];
  });
  const key = (name: string, entry: object) => ({ type: "scatter", name, x: [null], y: [null], ...entry });
  const plain = (dash: string) => ({ mode: "lines", line: { color: neutralColours.key, width: 3, dash } });
  const keys = [
    ...[...optimizers].map(([name, optimizer]) => {
      const own = lines.filter(({ optimizer: of, label = of }) => label === name);
      const dash = own.every(({ dashed }) => dashed) ? "dash" : dashOf(optimizer);
      return key(name, { mode: "lines", line: { color: colourOf(optimizer), width: dash === "solid" ? 5 : 3, dash } });
    }),
    ...(text.whole === undefined ? [] : [key(text.whole, plain("solid"))]),
    ...(text.dashed === undefined || !lines.some(({ dashed }) => dashed) ? [] : [key(text.dashed, plain("dash"))]),
    ...(text.marked === undefined
      ? []
      : [
          key(text.marked, {
            mode: "markers",
            marker: { size: 14, symbol: "square-open", color: neutralColours.text, line: { width: 2.5 } },
          }),
        ]),
  ];
  return new Figure({ data: [...keys, ...traces], layout: layoutOf(panels, text, lines) }, text.title, words);
}

function axisName(axis: "x" | "y", panel: number): string {
  return `${axis}${panel === 0 ? "" : panel + 1}`;
}

function layoutOf(
  panels: readonly string[],
  { title, x, y, logarithmic }: LinesText,
  lines: readonly Line[],
): Partial<Layout> {
  const points = lines.flatMap((line) => line.points);
  const themed = themedLayout(title, { x, y });
  const width = (1 - gap * (panels.length - 1)) / panels.length;
  const scale = (is: boolean | undefined, values: readonly number[]) =>
    is ? { type: "log", ...logarithmicTicks(values), range: rangeAround(values) } : {};
  const least = Math.min(...points.map((point) => point.y.estimate).filter((value) => value > 0));
  const axes = panels.flatMap((_, at) => [
    [
      `xaxis${at === 0 ? "" : at + 1}`,
      {
        ...themed.xaxis,
        ...scale(
          logarithmic.x,
          points.map((point) => point.x),
        ),
        domain: [at * (width + gap), at * (width + gap) + width],
        anchor: axisName("y", at),
      },
    ],
    [
      `yaxis${at === 0 ? "" : at + 1}`,
      {
        ...themed.yaxis,
        ...scale(
          logarithmic.y,
          points.flatMap((point) => [point.y.estimate, Math.max(point.y.lower, least / 2), point.y.upper]),
        ),
        anchor: axisName("x", at),
        ...(logarithmic.y ? {} : { rangemode: "tozero" }),
        ...(at === 0 ? {} : { matches: "y", showticklabels: false, title: { text: "" } }),
      },
    ],
  ]);
  return {
    ...themed,
    margin: { ...themed.margin, t: panels.length > 1 ? 140 : 116, b: 72 },
    legend: { ...themed.legend, y: panels.length > 1 ? 1.07 : 1.02 },
    annotations: panels.map((name, at) => ({
      ...{ x: at * (width + gap), xref: "paper", xanchor: "left", y: 1.005, yref: "paper", yanchor: "bottom" },
      ...{ text: `<b>${name}</b>`, showarrow: false },
    })),
    ...Object.fromEntries(axes),
  } as Partial<Layout>;
}

/** The logarithms of the least and the largest of the values that can be drawn, with some air. */
function rangeAround(values: readonly number[]): [number, number] {
  const logarithms = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  const [low, high] = [Math.min(...logarithms), Math.max(...logarithms)];
  const air = 0.04 * (high - low || 1);
  return [low - air, high + air];
}

function nameOf(
  { optimizer, label = optimizer, panel = 0, dashed }: Line,
  { panels, whole, dashed: ifDashed }: LinesText,
): string {
  return [label, panels?.[panel], dashed ? ifDashed : whole].filter((part) => part !== undefined).join(", ");
}

function pointInWords(line: Line, { x, y }: Line["points"][number], text: LinesText): string {
  return `${nameOf(line, text)}, at ${formatNumber(x)}: ${formatInterval(y, text.decimals ?? 0)}`;
}

function inWords(line: Line, text: LinesText): string {
  const shown = text.dots ? line.points : [...line.points.slice(0, 1), ...line.points.slice(1).slice(-1)];
  const values = shown.map(({ x, y }) => `${formatInterval(y, text.decimals ?? 0)} at ${formatNumber(x)}`);
  return `${nameOf(line, text)}: ${values.join(", ")}`;
}
