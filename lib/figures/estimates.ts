import type { Interval } from "../statistics/index.js";
import { errorBars } from "./errorBars.js";
import { Figure } from "./figure.js";
import { formatInterval, formatNumber } from "./format.js";
import { legendKey } from "./legendKey.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { requireSome } from "./requireSome.js";
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
  /** A line across all rows, with what it means to lie on either side of it. */
  readonly border?: { readonly at: number; readonly below: string; readonly above: string };
  /** Decimals of the numbers in words; 2 where left out. */
  readonly decimals?: number;
}

const symbols = ["circle", "diamond-open", "square", "triangle-up-open"] as const;
const spread = 0.44;

/**
 * Estimates as dots with their intervals in rows, several to a row where there are variants, published values as upright
 * marks beside them. What is infinite, or not above 0 on a logarithmic axis, is named in words only.
 *
 * @throws RangeError where there is no row, there are no variants or more than four, or a row has not one value for each
 */
export function estimates(rows: readonly EstimateRow[], text: EstimatesText): Figure {
  requireSome("estimates", "row", rows);
  const { variants, logarithmic = false, border, decimals = 2 } = text;
  if (variants.length === 0 || variants.length > symbols.length) {
    throw new RangeError(`variants are ${variants.length}; give one to ${symbols.length}.`);
  }
  for (const { optimizer, values } of rows) {
    if (values.length === variants.length) continue;
    throw new RangeError(`the row of ${optimizer} has ${values.length} values for ${variants.length} variants.`);
  }
  const { places, headings, height } = arrange(rows);
  const all = rows.flatMap((row, at) =>
    row.values.flatMap((value, variant) =>
      value === undefined ? [] : [{ row, variant, ...value, y: (places[at] as number) + offset(variant, variants) }],
    ),
  );
  const numbers = all.map((dot) => inWords(dot, variants, decimals));
  const isDrawn = (value: number) => Number.isFinite(value) && (!logarithmic || value > 0);
  const dots = all.map((dot, at) => ({ ...dot, words: numbers[at] })).filter(({ ours }) => isDrawn(ours.estimate));
  const color = dots.map(({ row }) => colourOf(row.optimizer));
  const ours = {
    type: "scatter",
    mode: "markers",
    x: dots.map(({ ours: { estimate } }) => estimate),
    y: dots.map(({ y }) => y),
    marker: { size: 13, symbol: dots.map(({ variant }) => symbols[variant]), color, line: { width: 2.5, color } },
    error_x: errorBars(
      dots.map(({ ours: { estimate, lower, upper } }) => ({
        estimate,
        upper,
        lower: isDrawn(lower) ? lower : estimate,
      })),
      neutralColours.text,
    ),
    hovertext: dots.map((dot) => dot.words),
    hoverinfo: "text",
    showlegend: false,
  };
  const marked = dots.filter((dot) => dot.published !== undefined);
  const published = {
    type: "scatter",
    mode: "markers",
    name: "published",
    x: marked.map((dot) => dot.published as number),
    y: marked.map(({ y }) => y),
    marker: { size: 22, symbol: "line-ns-open", color: neutralColours.published, line: { width: 3 } },
    hoverinfo: "x",
  };
  const bounds = dots.flatMap(({ ours: { estimate, lower, upper } }) => [estimate, lower, upper]);
  const themed = themedLayout(text.title, { x: text.value, y: "" });
  const pixels = Math.max(figureSize.height, 190 + (variants.length === 1 ? 30 : 44) * height);
  const above = border === undefined ? 8 : 32;
  const margin = { ...themed.margin, t: themed.margin.t + above - 8, b: 72 };
  const layout = {
    ...themed,
    height: pixels,
    title: { ...themed.title, y: 1 - 19 / pixels },
    legend: { ...themed.legend, y: 1 + above / (pixels - margin.t - margin.b) },
    margin: { ...margin, r: rows.some(({ note }) => note !== undefined) ? 190 : themed.margin.r },
    xaxis: {
      ...themed.xaxis,
      showgrid: true,
      gridcolor: neutralColours.grid,
      zeroline: true,
      zerolinecolor: neutralColours.zero,
      ...(logarithmic ? { type: "log", ...logarithmicTicks(bounds) } : {}),
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
      ...headings.map(({ group, place }) => ({ ...beside, x: 0, y: place, text: `<b>${group}</b>`, bgcolor: "white" })),
      ...rows.flatMap(({ note }, at) =>
        note === undefined
          ? []
          : [{ ...beside, x: 1.01, y: places[at], text: note, align: "left", font: { size: 15 } }],
      ),
      ...(border === undefined ? [] : sides(border, logarithmic)),
    ],
    shapes: border === undefined ? [] : [line(border.at)],
  };
  const keys = variants.map((name, variant) => {
    const marker = { size: 13, symbol: symbols[variant], color: neutralColours.key, line: { width: 2.5 } };
    return legendKey(name, { mode: "markers", marker });
  });
  const data = [...keys, ...(marked.length > 0 ? [published] : []), ours];
  return new Figure({ data, layout }, text.title, numbers);
}

const beside = { xref: "paper", xanchor: "left", yanchor: "middle", showarrow: false };

function line(at: number) {
  return { type: "line", x0: at, x1: at, yref: "paper", y0: 0, y1: 1, line: { color: neutralColours.zero, width: 2 } };
}

/** Above the rows, what it means to lie left and right of a line. */
function sides({ at, below, above }: NonNullable<EstimatesText["border"]>, logarithmic: boolean) {
  const words = { x: logarithmic ? Math.log10(at) : at, y: 1, yref: "paper", yanchor: "bottom", showarrow: false };
  return [
    { ...words, xanchor: "right", xshift: -10, text: `← ${below}` },
    { ...words, xanchor: "left", xshift: 10, text: `${above} →` },
  ];
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
