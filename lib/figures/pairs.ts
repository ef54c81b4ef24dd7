import type { Interval } from "../statistics/index.js";
import { errorBars } from "./errorBars.js";
import { Figure } from "./figure.js";
import { formatInterval } from "./format.js";
import { legendKey } from "./legendKey.js";
import { colourOf, neutralColours, themedLayout } from "./theme.js";

/** Two values for each of several runs, and their means. */
export interface Pair {
  readonly optimizer: string;
  /** What else tells it from other pairs. */
  readonly setting: string;
  /** The values of the runs, one way and the other; entries at the same place belong together. */
  readonly values: readonly [readonly number[], readonly number[]];
  readonly means: readonly [Interval, Interval];
  /** What it comes to, in a few words below the pair. */
  readonly note: string;
}

/** What the figure says about all pairs. */
export interface PairsText {
  readonly title: string;
  /** Title of the value axis, with its unit. */
  readonly value: string;
  /** The two ways: the first has filled marks, the second hollow ones. */
  readonly ways: readonly [string, string];
  /** What the marks are: “mean and 95 % interval of 25 runs”. */
  readonly interval: string;
}

/** Runs as thin lines from one way to the other, the means of both as large marks with their intervals; the value axis is logarithmic. */
export function pairs(pairs: readonly Pair[], text: PairsText): Figure {
  const lines = pairs.map(({ optimizer, values: [first, second] }, place) => ({
    type: "scatter",
    mode: "lines",
    x: first.flatMap(() => [place - offset, place + offset, null]),
    y: first.flatMap((value, run) => [value, second[run] as number, null]),
    line: { color: colourOf(optimizer), width: 1 },
    opacity: 0.35,
    hoverinfo: "skip",
    showlegend: false,
  }));
  const marks = ([0, 1] as const).map((way) => ({
    type: "scatter",
    mode: "markers",
    x: pairs.map((_, place) => place + (way === 0 ? -offset : offset)),
    y: pairs.map(({ means }) => means[way].estimate),
    error_y: errorBars(
      pairs.map(({ means }) => means[way]),
      neutralColours.text,
    ),
    marker: {
      size: 12,
      color: pairs.map(({ optimizer }) => (way === 0 ? colourOf(optimizer) : "white")),
      line: { color: pairs.map(({ optimizer }) => colourOf(optimizer)), width: 3 },
    },
    hovertext: pairs.map((pair) => inWords(pair, text)),
    hoverinfo: "text",
    showlegend: false,
  }));
  const keys = text.ways.map((way, index) => {
    const color = index === 0 ? neutralColours.key : "white";
    const marker = { size: 12, color, line: { color: neutralColours.key, width: 3 } };
    return legendKey(index === 0 ? `${way}, ${text.interval}` : way, { mode: "markers", marker });
  });
  const themed = themedLayout(text.title, { x: "", y: text.value });
  const layout = {
    ...themed,
    xaxis: {
      ...themed.xaxis,
      range: [-0.5, pairs.length - 0.5],
      tickvals: pairs.map((_, place) => place),
      ticktext: pairs.map(label),
    },
    yaxis: { ...themed.yaxis, type: "log", tickvals: ticks, ticktext: ticks.map(String) },
  };
  const numbers = pairs.map((pair) => inWords(pair, text));
  return new Figure({ data: [...lines, ...marks, ...keys], layout }, text.title, numbers);
}

const offset = 0.2;
const ticks = [1, 10, 100, 1000].flatMap((power) => [1, 2, 5].map((digit) => digit * power));

function label({ optimizer, setting, note }: Pair): string {
  return [`<b>${optimizer.replace("+ ", "+<br>")}</b>`, setting, note].filter(Boolean).join("<br>");
}

function inWords({ optimizer, setting, means, note }: Pair, { ways }: PairsText): string {
  const values = means.map((mean, way) => `${ways[way]} ${formatInterval(mean, 1)}`).join(", ");
  return `${[optimizer, setting].filter(Boolean).join(", ")}: ${values}; ${note}`;
}
