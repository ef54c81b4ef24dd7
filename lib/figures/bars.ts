import type { Data, Layout } from "plotly.js-dist";
import type { Interval } from "../statistics/index.js";
import { outerFence } from "./fence.js";
import { Figure } from "./figure.js";
import { formatInterval, formatNumber } from "./format.js";
import { requireSome } from "./requireSome.js";
import { colourOf, neutralColours, themedLayout } from "./theme.js";

/** One of our values and, where there is one, the published value that it stands beside. */
export interface Bar {
  /** Its name; gives the colour. */
  optimizer: string;
  /** What else is to be known of the setting, a line each. */
  setting: readonly string[];
  /** Tells apart two bars of the same optimizer. */
  hatched: boolean;
  ours: Interval;
  published?: number;
}

/** What the figure says about all bars. */
export interface BarsText {
  title: string;
  /** Title of the value axis, with its unit. */
  value: string;
  /** What the interval is: “mean and 95 % interval of 25 runs”. */
  interval: string;
  /** What it means that a bar is plain. */
  plain: string;
  /** What it means that a bar is hatched. */
  hatched: string;
}

/**
 * Our estimates as bars with their intervals, the published values as hollow bars beside them. Whatever reaches far beyond the bulk of
 * the values is cut off at the border of the figure, where an arrow and a number say how far it goes.
 *
 * @throws RangeError where there is no bar
 */
export function bars(bars: readonly Bar[], text: BarsText): Figure {
  requireSome("bars", "bar", bars);
  const range = valueRange(bars);
  const positions = bars.map((_, index) => index);
  const ours = {
    type: "bar",
    x: positions.map((position) => position + offset),
    y: bars.map(({ ours }) => ours.estimate),
    width: barWidth,
    marker: {
      color: bars.map(({ optimizer }) => colourOf(optimizer)),
      line: { color: bars.map(({ optimizer }) => colourOf(optimizer)), width: 2 },
      pattern: { shape: bars.map(({ hatched }) => (hatched ? "/" : "")), ...hatching },
    },
    error_y: {
      type: "data",
      symmetric: false,
      array: bars.map(({ ours }) => ours.upper - ours.estimate),
      arrayminus: bars.map(({ ours }) => ours.estimate - ours.lower),
      color: neutralColours.text,
      thickness: 2,
      width: 6,
    },
    hovertext: bars.map(inWords),
    hoverinfo: "text",
    showlegend: false,
  } satisfies Data;
  const published = {
    type: "bar",
    name: "published",
    x: positions.map((position) => position - offset),
    y: bars.map(({ published }) => published ?? null),
    width: barWidth,
    marker: { color: neutralColours.background, line: { color: neutralColours.published, width: 2 } },
    hoverinfo: "y",
  } satisfies Data;
  const themed = themedLayout(text.title, { x: "", y: text.value });
  const layout = {
    ...themed,
    barmode: "overlay",
    xaxis: {
      ...themed.xaxis,
      range: [-0.5, bars.length - 0.5],
      tickvals: positions,
      ticktext: bars.map(label),
    },
    yaxis: { ...themed.yaxis, range },
    annotations: bars.flatMap((bar, position) => cutOff(bar.ours, position + offset, range)),
  } satisfies Partial<Layout>;
  const data = [
    published,
    key(`${text.interval}, ${text.plain}`, ""),
    ...(bars.some(({ hatched }) => hatched) ? [key(text.hatched, "/")] : []),
    ours,
  ];
  return new Figure({ data, layout }, text.title, bars.map(inWords));
}

const barWidth = 0.36;
const offset = barWidth / 2 + 0.02;
const hatching = { fillmode: "overlay", fgcolor: neutralColours.background, size: 9, solidity: 0.4 } as const;

/** An entry of the legend without bars of its own: the bars have the colours of their optimizers. */
function key(name: string, shape: "" | "/") {
  const marker = { color: neutralColours.key, pattern: { shape, ...hatching } };
  return { type: "bar", name, x: [0], y: [null], marker, hoverinfo: "skip" } satisfies Data;
}

/** The lines below a bar. */
function label({ optimizer, setting }: Bar): string {
  return [`<b>${optimizer.replace("+ ", "+<br>")}</b>`, ...setting].join("<br>");
}

function inWords({ optimizer, setting, ours, published }: Bar): string {
  const beside = published === undefined ? "" : `, published ${formatNumber(published, 2)}`;
  return `${[optimizer, ...setting].join(", ")}: ${formatInterval(ours)}${beside}`;
}

/** From the lowest to the highest value, with zero and some air; but ours no further than the fence around the bulk of the values. */
function valueRange(bars: readonly Bar[]): [low: number, high: number] {
  const published = bars.flatMap(({ published }) => published ?? []);
  const [fenceLow, fenceHigh] = outerFence([...bars.map(({ ours }) => ours.estimate), ...published]);
  const ours = bars.flatMap(({ ours: { estimate, lower, upper } }) => [estimate, lower, upper]);
  const within = ours.filter(Number.isFinite).map((value) => Math.min(Math.max(value, fenceLow), fenceHigh));
  const [low, high] = [Math.min(0, ...published, ...within), Math.max(0, ...published, ...within)];
  const air = 0.06 * (high - low || 1);
  return [low < 0 ? low - air : low, high + air];
}

/** An arrow to the border where a bar or its interval leaves the figure, with the numbers that cannot be seen. */
function cutOff({ estimate, lower, upper }: Interval, x: number, [bottom, top]: [number, number]) {
  const arrow = (border: number, end: number, isOutside: (value: number) => boolean) => {
    const hidden = [
      ...(isOutside(estimate) ? [formatNumber(estimate, 1)] : []),
      ...(isOutside(end) && Number.isFinite(end) ? [`to ${formatNumber(end, 1)}`] : []),
    ];
    if (hidden.length === 0) return [];
    const text = hidden.join(",<br>");
    const length = border === bottom ? -44 : 44;
    return [
      {
        x,
        y: border,
        ax: 0,
        ay: length,
        text,
        arrowhead: 2,
        arrowwidth: 2,
        bgcolor: neutralColours.background,
        font: { size: 15 },
      },
    ];
  };
  return [...arrow(bottom, lower, (value) => value < bottom), ...arrow(top, upper, (value) => value > top)];
}
