import { Figure } from "./figure.js";
import { formatNumber } from "./format.js";
import { type PanelPlace, panelAxes, panelHeading, sideBySide } from "./panels.js";
import { requireSome } from "./requireSome.js";
import { neutralColours, themedLayout } from "./theme.js";

/** A map of values: a row for each entry of `HeatmapText.rows`, a column for each of `HeatmapText.columns`. */
export interface HeatmapPanel {
  readonly title: string;
  /** `values[row][column]`; NaN is left empty. */
  readonly values: readonly (readonly number[])[];
  /** What a reader learns who points at a cell, laid out as `values`. */
  readonly hover?: readonly (readonly string[])[];
}

/** What the figure says about all panels. */
export interface HeatmapText {
  readonly title: string;
  /** What the values are, with their unit. */
  readonly value: string;
  readonly columns: readonly string[];
  readonly columnTitle: string;
  readonly rows: readonly string[];
  readonly rowTitle: string;
  /** Whether the colours follow the logarithm of the values. */
  readonly logarithmic?: boolean;
  /** A cell to be framed in every panel, [row, column], and what it is. */
  readonly marked?: { readonly cell: readonly [row: number, column: number]; readonly name: string };
  /** Decimals of the numbers in the cells; none where left out. */
  readonly decimals?: number;
}

/**
 * Maps side by side, every cell with its number, all with the same colours: light is small, dark is large.
 *
 * @throws RangeError where there is no panel, or one has not a value for each row and column
 */
export function heatmap(panels: readonly HeatmapPanel[], text: HeatmapText): Figure {
  requireSome("heatmap", "panel", panels);
  const { columns, rows, logarithmic = false, decimals = 0, marked } = text;
  for (const { title, values } of panels) {
    if (values.length === rows.length && values.every((row) => row.length === columns.length)) continue;
    throw new RangeError(`the panel “${title}” is not of ${rows.length} rows and ${columns.length} columns.`);
  }
  const shade = (value: number) => (logarithmic ? Math.log10(value) : value);
  const shades = panels.flatMap(({ values }) => values.flat().map(shade).filter(Number.isFinite));
  const [least, most] = [Math.min(...shades), Math.max(...shades)];
  const number = (value: number) => (Number.isNaN(value) ? "" : formatNumber(value, decimals));
  const themed = themedLayout(text.title, { x: text.columnTitle, y: text.rowTitle });
  const places = sideBySide(panels, 0.06);
  const data = places.map(({ values, hover, axes }) => ({
    type: "heatmap",
    z: values.map((row) => row.map((value) => (Number.isFinite(shade(value)) ? shade(value) : null))),
    zmin: least,
    zmax: most,
    colorscale: shading,
    showscale: false,
    ...(hover === undefined ? { hoverinfo: "skip" } : { hovertext: hover, hoverinfo: "text" }),
    ...axes,
    xgap: 2,
    ygap: 2,
  }));
  const isDark = (value: number) => shade(value) > least + 0.62 * (most - least);
  const cells = places.flatMap(({ values, axes: { xaxis: xref, yaxis: yref } }) =>
    values.flatMap((row, y) =>
      row.map((value, x) => {
        const font = { size: 18, color: isDark(value) ? "white" : neutralColours.text };
        return { x, y, xref, yref, text: number(value), showarrow: false, font };
      }),
    ),
  );
  const axis = (categories: readonly string[]) => ({
    tickvals: categories.map((_, index) => index),
    ticktext: [...categories],
    showgrid: false,
    zeroline: false,
    automargin: true,
  });
  const layout = {
    ...themed,
    title: { ...themed.title, subtitle: { text: subtitle(text), font: { size: 16 } } },
    margin: { ...themed.margin, t: 128, b: 72 },
    annotations: [...places.map(({ title, domain }) => panelHeading(title, domain[0])), ...cells],
    shapes: marked === undefined ? [] : places.map((place) => frame(marked.cell, place)),
    ...panelAxes(places, (_, index) => ({
      x: { ...axis(columns), title: { text: text.columnTitle } },
      y: {
        ...axis(rows),
        range: [-0.5, rows.length - 0.5],
        ...(index === 0 ? { title: { text: text.rowTitle } } : { showticklabels: false }),
      },
    })),
  };
  const numbers = panels.flatMap(({ title, values }) =>
    values.map(
      (row, i) =>
        `${title}, ${text.rowTitle} ${rows[i]}: ${row.map((value, j) => `${number(value) || "–"} at ${text.columnTitle} ${columns[j]}`).join(", ")}`,
    ),
  );
  return new Figure({ data, layout }, text.title, numbers);
}

function frame([row, column]: readonly [number, number], { axes: { xaxis: xref, yaxis: yref } }: PanelPlace) {
  const [x0, x1, y0, y1] = [column - 0.49, column + 0.49, row - 0.49, row + 0.49];
  return { type: "rect", xref, yref, x0, x1, y0, y1, line: { color: neutralColours.text, width: 4 } };
}

function subtitle({ value, marked }: HeatmapText): string {
  return `${value}${marked === undefined ? "" : `; framed: ${marked.name}`}`;
}

/** From light to dark in one hue, so that it survives a grey print. */
const shading = [
  [0, "#F7FBFF"],
  [0.25, "#C6DBEF"],
  [0.5, "#6BAED6"],
  [0.75, "#2171B5"],
  [1, "#08306B"],
];
