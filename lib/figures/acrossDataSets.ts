import type { Data, Layout } from "plotly.js-dist";
import type { Interval } from "../statistics/index.js";
import { Figure } from "./figure.js";
import { formatInterval } from "./format.js";
import { logarithmicTicks } from "./logarithmicTicks.js";
import { colourOf, figureSize, neutralColours, themedLayout } from "./theme.js";

/** The values of one optimizer, in one way to treat its state, one for each data set. */
export interface AcrossDataSetsSeries {
  /** Gives the colour. */
  readonly optimizer: string;
  /** What else tells it apart from other series of the optimizer: “state reset”. */
  readonly setting?: string;
  /** A hollow mark instead of a full one. */
  readonly hollow?: boolean;
  /** One for each row; undefined where there is none. An estimate that is not above 0 is named in words only. */
  readonly values: readonly (Interval | undefined)[];
}

/** What the figure says about all values. */
export interface AcrossDataSetsText {
  readonly title: string;
  /** Title of the value axis, with its unit. */
  readonly value: string;
  /** What lies left and right of 1. */
  readonly below: string;
  readonly above: string;
  /** What full and what hollow marks mean, where there are both. */
  readonly marks?: { readonly full: string; readonly hollow: string };
}

/** The mark of each optimizer, full and hollow; that of SGD for one that has no mark of its own. */
const marks = {
  SGD: ["circle", "circle-open"],
  "SGD + momentum": ["diamond", "diamond-open"],
  Adam: ["square", "square-open"],
  RMSProp: ["triangle-up", "triangle-up-open"],
  Adadelta: ["x", "x-open"],
} as const;
type Marks = (typeof marks)[keyof typeof marks];
const marksOf = (optimizer: string): Marks => (marks as Readonly<Record<string, Marks>>)[optimizer] ?? marks.SGD;

/**
 * Ratios on a logarithmic axis, a row a data set, a dot with its interval an optimizer: where the dots of all rows lie on
 * one side of 1, a result does not depend on the data set. Empty where no data set was at hand.
 *
 * @throws RangeError where a series has not one value for each row
 */
export function acrossDataSets(
  rows: readonly string[],
  series: readonly AcrossDataSetsSeries[],
  text: AcrossDataSetsText,
): Figure {
  for (const { optimizer, values } of series) {
    if (values.length === rows.length) continue;
    throw new RangeError(`the series of ${optimizer} has ${values.length} values for ${rows.length} rows.`);
  }
  const optimizers = [...new Set(series.map(({ optimizer }) => optimizer))];
  const place = (at: number) => (series.length === 1 ? 0 : 0.72 * (at / (series.length - 1) - 0.5));
  const data = series.map((one, at): Data => {
    const dots = one.values.flatMap((value, row) =>
      value === undefined || !(value.estimate > 0) ? [] : [{ value, row, y: row + place(at) }],
    );
    const [full, hollow] = marksOf(one.optimizer);
    const bound = (end: number) => Number.isFinite(end) && end > 0;
    return {
      type: "scatter",
      mode: "markers",
      showlegend: false,
      x: dots.map(({ value }) => value.estimate),
      y: dots.map(({ y }) => y),
      marker: {
        size: 12,
        symbol: one.hollow ? hollow : full,
        color: colourOf(one.optimizer),
        line: { width: 2.5, color: colourOf(one.optimizer) },
      },
      error_x: {
        type: "data",
        symmetric: false,
        array: dots.map(({ value }) => (bound(value.upper) ? value.upper - value.estimate : 0)),
        arrayminus: dots.map(({ value }) => (bound(value.lower) ? value.estimate - value.lower : 0)),
        color: colourOf(one.optimizer),
        thickness: 2,
        width: 4,
      },
      hovertext: dots.map(({ value, row }) => inWords(rows[row] as string, one, value)),
      hoverinfo: "text",
    };
  });
  const key = (name: string, symbol: Marks[number], color: string): Data => ({
    ...{ type: "scatter", mode: "markers", name, x: [null], y: [null] },
    marker: { size: 12, symbol, color, line: { width: 2.5, color } },
  });
  const keys = [
    ...optimizers.map((name) => key(name, marksOf(name)[0], colourOf(name))),
    ...(text.marks === undefined
      ? []
      : [
          key(text.marks.full, "circle", neutralColours.key),
          key(text.marks.hollow, "circle-open", neutralColours.key),
        ]),
  ];
  const drawn = series.flatMap(({ values }) =>
    values.flatMap((value) => (value === undefined ? [] : [value.estimate, value.lower, value.upper])),
  );
  const themed = themedLayout(text.title, { x: text.value, y: "" });
  const height = Math.max(figureSize.height, 240 + 95 * rows.length);
  const side = { y: 1, yref: "paper", yanchor: "bottom", yshift: 2, showarrow: false, font: { size: 15 } } as const;
  const layout = {
    ...themed,
    height,
    title: { ...themed.title, y: 1 - 19 / height },
    margin: { ...themed.margin, t: 150, b: 76 },
    legend: { ...themed.legend, y: 1.07 },
    xaxis: { ...themed.xaxis, type: "log", ...logarithmicTicks(drawn), showgrid: true, gridcolor: neutralColours.grid },
    yaxis: {
      ...themed.yaxis,
      title: { text: "" },
      showgrid: false,
      zeroline: false,
      range: [rows.length - 0.5, -0.5],
      tickvals: rows.map((_, row) => row),
      ticktext: rows.map((row) => row.replace(" ", "<br>")),
    },
    shapes: [
      { type: "line", x0: 1, x1: 1, yref: "paper", y0: 0, y1: 1, line: { color: neutralColours.zero, width: 2 } },
      ...rows.slice(1).map((_, row) => ({
        ...{ type: "line" as const, xref: "paper" as const, x0: 0, x1: 1, y0: row + 0.5, y1: row + 0.5 },
        line: { color: neutralColours.grid, width: 1 },
      })),
    ],
    annotations: [
      { ...side, x: 0, xanchor: "right", xshift: -10, text: `← ${text.below}` },
      { ...side, x: 0, xanchor: "left", xshift: 10, text: `${text.above} →` },
    ],
  } satisfies Partial<Layout>;
  const words = rows.flatMap((row, at) =>
    series.flatMap((one) => {
      const value = one.values[at];
      return value === undefined ? [] : [inWords(row, one, value)];
    }),
  );
  return new Figure({ data: [...keys, ...data], layout }, text.title, words);
}

function nameOf({ optimizer, setting }: AcrossDataSetsSeries): string {
  return setting === undefined ? optimizer : `${optimizer}, ${setting}`;
}

function inWords(row: string, series: AcrossDataSetsSeries, value: Interval): string {
  return `${row}, ${nameOf(series)}: ${formatInterval(value)}`;
}
