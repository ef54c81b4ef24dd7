import type { Data, Layout } from "plotly.js-dist";
import type { Interval } from "../statistics/interval.js";
import { Figure } from "./figure.js";
import { formatInterval, formatNumber } from "./format.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { colourOf, figureSize, neutralColours, themedLayout } from "./theme.js";

/** One of our values with its interval and, where there is one, the published value that it stands beside. */
export interface Estimate {
  readonly ours: Interval;
  readonly published?: number;
}

/** A row of the figure. */
export interface EstimateRow {
  /** Gives the colour, and the name of the row where `label` says none. */
  readonly optimizer: string;
  readonly label?: string;
  /** Rows that follow each other with the same group have one heading. */
  readonly group?: string;
  /** One value for each of `EstimatesText.variants`, undefined where there is none. */
  readonly values: readonly (Estimate | undefined)[];
  /** What stands at the right end of the row. */
  readonly note?: string;
}

/** What the figure says about all rows. */
export interface EstimatesText {
  readonly title: string;
  /** Title of the value axis, with its unit. */
  readonly value: string;
  /** What the values of a row are, in their order, each with a mark of its own; at most four. */
  readonly variants: readonly string[];
  /** Whether the value axis is logarithmic. */
  readonly logarithmic?: boolean;
  /** Decimals of the numbers in words; 2 where left out. */
  readonly decimals?: number;
}

const symbols = ["circle", "diamond-open", "square", "triangle-up-open"] as const;
const spread = 0.44;

/**
 * Estimates as dots with their intervals in rows, several to a row where there are variants, published values as upright
 * marks beside them. A bound that is infinite, or not above 0 on a logarithmic axis, is not drawn.
 *
 * @throws RangeError where there are no variants or more than four, or a row has not one value for each
 */
export function estimates(rows: readonly EstimateRow[], text: EstimatesText): Figure {
  const { variants, logarithmic = false, decimals = 2 } = text;
  if (variants.length === 0 || variants.length > symbols.length) {
    throw new RangeError(`variants are ${variants.length}; give one to ${symbols.length}.`);
  }
  for (const { optimizer, values } of rows) {
    if (values.length === variants.length) continue;
    throw new RangeError(`the row of ${optimizer} has ${values.length} values for ${variants.length} variants.`);
  }
  const { places, headings, height } = arrange(rows);
  const dots = rows.flatMap((row, at) =>
    row.values.flatMap((value, variant) =>
      value === undefined ? [] : [{ row, variant, ...value, y: (places[at] as number) + offset(variant, variants) }],
    ),
  );
  const words = dots.map((dot) => inWords(dot, variants, decimals));
  const drawable = (bound: number) => Number.isFinite(bound) && (!logarithmic || bound > 0);
  const ours = {
    type: "scatter",
    mode: "markers",
    x: dots.map(({ ours: { estimate } }) => estimate),
    y: dots.map(({ y }) => y),
    marker: {
      size: 13,
      symbol: dots.map(({ variant }) => symbols[variant] as (typeof symbols)[number]),
      color: dots.map(({ row }) => colourOf(row.optimizer)),
      line: { width: 2.5, color: dots.map(({ row }) => colourOf(row.optimizer)) },
    },
    error_x: {
      type: "data",
      symmetric: false,
      array: dots.map(({ ours: { estimate, upper } }) => (drawable(upper) ? upper - estimate : 0)),
      arrayminus: dots.map(({ ours: { estimate, lower } }) => (drawable(lower) ? estimate - lower : 0)),
      color: neutralColours.text,
      thickness: 2,
      width: 5,
    },
    hovertext: words,
    hoverinfo: "text",
    showlegend: false,
  } satisfies Data;
  const marked = dots.filter((dot) => dot.published !== undefined);
  const published = {
    type: "scatter",
    mode: "markers",
    name: "published",
    x: marked.map((dot) => dot.published as number),
    y: marked.map(({ y }) => y),
    marker: { size: 22, symbol: "line-ns-open", color: neutralColours.published, line: { width: 3 } },
    hoverinfo: "x",
  } satisfies Data;

  const bounds = dots.flatMap(({ ours: { estimate, lower, upper } }) => [estimate, lower, upper]);
  const themed = themedLayout(text.title, { x: text.value, y: "" });
  const pixels = Math.max(figureSize.height, 190 + 44 * height);
  const margin = { ...themed.margin, b: 72 };
  const layout = {
    ...themed,
    height: pixels,
    title: { ...themed.title, y: 1 - 19 / pixels },
    legend: { ...themed.legend, y: 1 + 8 / (pixels - margin.t - margin.b) },
    margin: { ...margin, r: rows.some(({ note }) => note !== undefined) ? 190 : themed.margin.r },
    xaxis: {
      ...themed.xaxis,
      showgrid: true,
      gridcolor: neutralColours.grid,
      zeroline: true,
      zerolinecolor: neutralColours.zero,
      ...(logarithmic ? { type: "log" as const, ...logarithmicTicks(bounds) } : {}),
    },
    yaxis: {
      ...themed.yaxis,
      title: { text: "" },
      gridcolor: neutralColours.grid,
      zeroline: false,
      range: [height - 0.4, -0.6],
      tickvals: places,
      ticktext: rows.map(({ optimizer, label = optimizer }) => label),
    },
    annotations: [
      ...headings.map(({ group, place }) => ({
        ...{ x: 0, xref: "paper" as const, xanchor: "left" as const, y: place, yanchor: "middle" as const },
        ...{ text: `<b>${group}</b>`, showarrow: false, bgcolor: "white" },
      })),
      ...rows.flatMap(({ note }, at) =>
        note === undefined
          ? []
          : [
              {
                ...{ x: 1.01, xref: "paper" as const, xanchor: "left" as const, y: places[at] as number },
                ...{ text: note, showarrow: false, align: "left" as const, font: { size: 15 } },
              },
            ],
      ),
    ],
  } satisfies Partial<Layout>;
  const keys = variants.map((name, variant) => ({
    type: "scatter",
    mode: "markers",
    name,
    x: [null],
    y: [null],
    marker: {
      size: 13,
      symbol: symbols[variant] as (typeof symbols)[number],
      color: neutralColours.key,
      line: { width: 2.5 },
    },
  }));
  return new Figure({ data: [...keys, ...(marked.length > 0 ? [published] : []), ours], layout }, text.title, words);
}

/** The place of each row and of each heading, from 0 at the top, and how many there are. */
function arrange(rows: readonly EstimateRow[]) {
  const headings: { group: string; place: number }[] = [];
  const places: number[] = [];
  let next = 0;
  rows.forEach(({ group }, at) => {
    if (group !== undefined && group !== rows[at - 1]?.group) headings.push({ group, place: next++ });
    places.push(next++);
  });
  return { places, headings, height: next };
}

/** The variants of a row one below the other, around its middle. */
function offset(variant: number, variants: readonly string[]): number {
  return variants.length === 1 ? 0 : spread * (variant / (variants.length - 1) - 0.5);
}

function inWords(
  { row, variant, ours, published }: Estimate & { row: EstimateRow; variant: number },
  variants: readonly string[],
  decimals: number,
): string {
  const { group, optimizer, label = optimizer, note } = row;
  const name = [group, label.replaceAll("<br>", " "), variants.length > 1 ? variants[variant] : undefined]
    .filter((part) => part !== undefined)
    .join(", ");
  const beside = published === undefined ? "" : `, published ${formatNumber(published, decimals)}`;
  return `${name}: ${formatInterval(ours, decimals)}${beside}${note === undefined ? "" : ` (${note.replaceAll("<br>", " ")})`}`;
}
