import type { Layout } from "plotly.js-dist";
import { Figure } from "./figure.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { panelHeading, panelLegend, panelMargin, sideBySide } from "./panels.js";
import { neutralColours, themedLayout } from "./theme.js";

/** A line of means with its band of intervals. */
export interface Profile {
  /** For the legend, where profiles of the same name share an entry. */
  readonly name: string;
  readonly colour: string;
  readonly dash: "solid" | "dash" | "dot";
  readonly x: readonly number[];
  readonly mean: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** One panel of profiles. */
export interface ProfilePanel {
  readonly title: string;
  readonly profiles: readonly Profile[];
  /** A logarithmic value axis. */
  readonly log: boolean;
  /** What the axis of x shows; the whole where nothing is said. */
  readonly window?: readonly [low: number, high: number];
  /** What the value axis shows; the whole where nothing is said. */
  readonly range?: readonly [low: number, high: number];
  /** Where a dashed line stands, with the word beside it. */
  readonly vertical?: { readonly x: number; readonly name: string };
}

/** What holds for all panels. */
export interface ProfilesText {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  /** Whether the axis of x is logarithmic. */
  readonly logX?: boolean;
  /** What the figure shows, a line each. */
  readonly numbers: readonly string[];
}

/**
 * Means over one quantity with bands for their intervals, panel beside panel, each with its own value axis.
 *
 * @throws RangeError where there is no panel
 */
export function profiles(panels: readonly ProfilePanel[], text: ProfilesText): Figure {
  if (panels.length === 0) throw new RangeError("profiles: there is no panel; give at least one.");
  const places = sideBySide(panels, 0.1);
  const named = new Set<string>();
  const data = panels.flatMap(({ profiles: all, log }, index) => {
    const axes = { xaxis: `x${places[index]?.suffix}`, yaxis: `y${places[index]?.suffix}` };
    const shown = (value: number) => (Number.isFinite(value) && (!log || value > 0) ? value : null);
    const floor = Math.min(...all.flatMap(({ mean }) => mean).filter((value) => value > 0)) / 1000;
    const bands = all.map(({ x, mean, lower, upper, colour }) => {
      const edge = (values: readonly number[]) =>
        values.map((value, at) => shown(value) ?? (log && value <= 0 ? floor : shown(mean[at] as number)));
      return {
        type: "scatter",
        mode: "lines",
        x: [...x, ...[...x].reverse()],
        y: [...edge(lower), ...edge(upper).reverse()],
        fill: "toself",
        fillcolor: `${colour}33`,
        line: { width: 0 },
        hoverinfo: "skip",
        showlegend: false,
        ...axes,
      };
    });
    const lines = all.map(({ name, colour, dash, x, mean, lower, upper }) => {
      const first = !named.has(name);
      named.add(name);
      return {
        type: "scatter",
        mode: "lines",
        name,
        legendgroup: name,
        showlegend: first,
        x,
        y: mean.map(shown),
        line: { color: colour, width: 3, dash },
        hovertext: mean.map(
          (value, at) => `${name}: ${short(value)} [${short(lower[at] as number)}, ${short(upper[at] as number)}]`,
        ),
        hoverinfo: "x+text",
        ...axes,
      };
    });
    return [...bands, ...lines];
  });
  const themed = themedLayout(text.title, { x: text.x, y: text.y });
  const axes = Object.fromEntries(
    panels.flatMap(({ log, range, window, profiles: all }, index) => {
      const { domain, suffix } = places[index] as (typeof places)[number];
      // Within two decades the powers of ten are too few: 1, 2, 5.
      const isNarrow = range !== undefined && range[1] < 100 * range[0];
      const ticks = isNarrow ? ticksBetween(range) : { dtick: 1, exponentformat: "power" };
      const scale = log ? { type: "log", ...ticks } : { rangemode: "tozero" };
      const across = text.logX
        ? {
            type: "log",
            ...ticksOver(
              all.flatMap(({ x }) => x),
              panels.length,
            ),
          }
        : {};
      const shown = range === undefined ? {} : { range: log ? range.map(Math.log10) : range };
      return [
        [
          `xaxis${suffix}`,
          {
            ...themed.xaxis,
            ...across,
            domain,
            anchor: `y${suffix}`,
            ticks: "outside",
            ...windowOf(window, text.logX),
          },
        ],
        [
          `yaxis${suffix}`,
          { ...themed.yaxis, ...scale, ...shown, anchor: `x${suffix}`, title: { text: index === 0 ? text.y : "" } },
        ],
      ];
    }),
  );
  const verticals = panels.flatMap(({ vertical }, index) =>
    vertical === undefined ? [] : [{ ...vertical, suffix: places[index]?.suffix ?? "" }],
  );
  const layout = {
    ...themed,
    ...axes,
    margin: { ...panelMargin, l: 88 },
    legend: { ...themed.legend, ...panelLegend },
    shapes: verticals.map(({ x, suffix }) => ({
      type: "line",
      x0: x,
      x1: x,
      y0: 0,
      y1: 1,
      xref: `x${suffix}`,
      yref: `y${suffix} domain`,
      line: { color: neutralColours.published, width: 1.5, dash: "dash" },
    })),
    annotations: [
      ...panels.map(({ title }, index) => panelHeading(title, places[index]?.domain[0] ?? 0)),
      ...verticals.map(({ x, name, suffix }) => ({
        text: name,
        // plotly takes the place of words on a logarithmic axis as a logarithm, that of lines as it is.
        x: text.logX ? Math.log10(x) : x,
        y: 1,
        xref: `x${suffix}`,
        yref: `y${suffix} domain`,
        xanchor: "left",
        yanchor: "top",
        xshift: 4,
        showarrow: false,
        font: { size: 14, color: neutralColours.published },
      })),
    ],
  } as unknown as Partial<Layout>;
  return new Figure({ data, layout }, text.title, text.numbers);
}

function windowOf(window: ProfilePanel["window"], log = false) {
  return window === undefined ? {} : { range: log ? window.map(Math.log10) : window };
}

/** As many digits of ticks as a figure has room for side by side. */
const DIGITS = 60;

/** Ticks of a logarithmic axis of x; where three panels or more, or long numbers, leave little room, powers of ten alone. */
function ticksOver(values: readonly number[], panels: number) {
  const { tickvals, ticktext } = logarithmicTicks(values);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shown = ticktext.filter((_, at) => low <= (tickvals[at] as number) && (tickvals[at] as number) <= high);
  const isRoomy = panels < 3 && panels * shown.join("").length <= DIGITS;
  const kept = tickvals.map((value) => isRoomy || Number.isInteger(Math.log10(value)));
  return { tickvals: tickvals.filter((_, at) => kept[at]), ticktext: ticktext.filter((_, at) => kept[at]) };
}

/** 1, 2 and 5 times each power of ten in a range. */
function ticksBetween([low, high]: readonly [number, number]) {
  const powers = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))] as const;
  const decades = Array.from({ length: powers[1] - powers[0] }, (_, index) => powers[0] + index);
  const values = decades.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)));
  const tickvals = values.filter((value) => low <= value && value <= high);
  return { tickvals, ticktext: tickvals.map(String) };
}

/** To three digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
