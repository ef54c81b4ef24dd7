import type { Interval } from "../statistics/index.js";
import { chart, type Mark } from "./chart/index.js";
import type { Figure } from "./figure.js";
import { formatInterval } from "./format.js";
import { requireSome } from "./requireSome.js";
import { colourOf } from "./theme.js";

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

/** Runs as thin lines from one way to the other, the means of both as large marks with their intervals, on a logarithmic axis. */
export function pairs(pairs: readonly Pair[], text: PairsText): Figure {
  requireSome("pairs", "pair", pairs);
  const runs = pairs.map(({ optimizer, values: [first, second] }, place): Mark => {
    const x = first.flatMap(() => [place - offset, place + offset, NaN]);
    const y = first.flatMap((value, run) => [value, second[run] ?? NaN, NaN]);
    return { as: "line", colour: colourOf(optimizer), dash: "solid", strength: 0.35, width: 1, x, y };
  });
  const means = text.ways.flatMap((way, index) =>
    pairs.map(({ optimizer, means }, place): Mark => {
      const name = index === 0 ? `${way}, ${text.interval}` : way;
      const symbol = index === 0 ? "circle" : "circle-open";
      const x = [place + (index === 0 ? -offset : offset)];
      return { as: "points", name, optimizer, symbol, size: 12, x, y: [means[index] as Interval] };
    }),
  );
  return chart({
    title: text.title,
    x: { range: [-0.5, pairs.length - 0.5], ticks: pairs.map((pair, at) => ({ at, text: label(pair) })) },
    y: { title: text.value, logarithmic: true },
    rows: [[{ marks: [...runs, ...means] }]],
    numbers: pairs.map((pair) => inWords(pair, text)),
  });
}

const offset = 0.2;

function label({ optimizer, setting, note }: Pair): string {
  return [`<b>${optimizer.replace("+ ", "+<br>")}</b>`, setting, note].filter(Boolean).join("<br>");
}

function inWords({ optimizer, setting, means, note }: Pair, { ways }: PairsText): string {
  const values = means.map((mean, way) => `${ways[way]} ${formatInterval(mean, 1)}`).join(", ");
  return `${[optimizer, setting].filter(Boolean).join(", ")}: ${values}; ${note}`;
}
