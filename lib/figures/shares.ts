import { Figure } from "./figure.js";
import { requireSome } from "./requireSome.js";
import { colourOf, neutralColours, themedLayout } from "./theme.js";

/** A share of some things: `count` of `of`. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** A row of cells, one for each column of each group. */
export interface ShareRow {
  readonly optimizer: string;
  /** What else tells it from other rows. */
  readonly setting: string;
  readonly shares: readonly Share[];
}

/** Columns that belong together: the levels of a factor. */
export interface ShareGroup {
  readonly name: string;
  readonly levels: readonly string[];
}

/** What the figure says about all cells. */
export interface SharesText {
  readonly title: string;
  /** What the numbers are, with their unit. */
  readonly value: string;
}

/** Shares in percent as a field of cells, brown below one half and green above: rows against the levels of several factors. */
export function shares(rows: readonly ShareRow[], groups: readonly ShareGroup[], text: SharesText): Figure {
  requireSome("shares", "row", rows);
  const columns = columnsOf(groups);
  const percent = rows.map(({ shares: cells }) => cells.map(({ count, of }) => (100 * count) / of));
  const places = Array.from({ length: (columns.at(-1)?.x ?? 0) + 1 }, (_, x) => x);
  const field = {
    type: "heatmap",
    x: places,
    y: rows.map((_, row) => row),
    z: percent.map((cells) => places.map((place) => cells[columns.findIndex(({ x }) => x === place)] ?? null)),
    zmin: 0,
    zmax: 100,
    colorscale: scale,
    showscale: false,
    xgap: 2,
    ygap: 2,
    hoverinfo: "skip",
  };
  const numbers = {
    type: "scatter",
    mode: "text",
    x: rows.flatMap(() => columns.map(({ x }) => x)),
    y: rows.flatMap((_, row) => columns.map(() => row)),
    text: percent.flat().map((value) => value.toFixed(0)),
    textfont: {
      size: 16,
      color: percent.flat().map((value) => (Math.abs(value - 50) > 33 ? "white" : neutralColours.text)),
    },
    hovertext: rows.flatMap((row) => columns.map(({ words }, column) => inWords(row, words, column))),
    hoverinfo: "text",
    showlegend: false,
  };
  const themed = themedLayout(text.title, { x: "", y: "" });
  const layout = {
    ...themed,
    margin: { ...themed.margin, t: 116, b: 20 },
    shapes: rows.map(({ optimizer }, row) => swatch(optimizer, row)),
    xaxis: {
      ...themed.xaxis,
      range: [-0.5, places.length - 0.5],
      tickvals: columns.map(({ x }) => x),
      ticktext: columns.map(({ level }) => level),
      tickangle: -90,
      ticks: "",
      tickfont: { size: 15 },
    },
    yaxis: {
      ...themed.yaxis,
      range: [rows.length - 0.5, -0.5],
      showgrid: false,
      zeroline: false,
      tickvals: rows.map((_, row) => row),
      ticktext: rows.map(label),
      tickfont: { size: 15 },
      ticklen: 24,
      tickcolor: "white",
    },
    annotations: [
      ...groups.map(({ name }, group) => {
        const own = columns.filter((column) => column.group === group).map(({ x }) => x);
        return heading(name, ((own[0] ?? 0) + (own.at(-1) ?? 0)) / 2);
      }),
      { ...above, text: text.value, x: 0, xref: "paper", xanchor: "left", y: 1.1 },
    ],
  };
  const all = rows.map((row) => inWords(row, columns[0]?.words ?? "", 0));
  return new Figure({ data: [field, numbers], layout }, text.title, all);
}

const scale: [number, string][] = [
  [0, "#7A4A0B"],
  [0.25, "#D3A75C"],
  [0.5, "#F5F2EC"],
  [0.75, "#66B5A8"],
  [1, "#01594F"],
];
const above = { yref: "paper", yanchor: "bottom", showarrow: false };

interface Column {
  readonly group: number;
  readonly level: string;
  /** Group and level. */
  readonly words: string;
  /** Its place; one is left free between two groups. */
  readonly x: number;
}

function columnsOf(groups: readonly ShareGroup[]): Column[] {
  let x = -1;
  return groups.flatMap(({ name, levels }, group) => {
    x += group === 0 ? 0 : 1;
    return levels.map((level) => {
      x += 1;
      return { group, level, words: [name, level].filter(Boolean).join(" "), x };
    });
  });
}

function heading(name: string, x: number) {
  return { ...above, text: `<b>${name}</b>`, x, xanchor: "center", y: 1.005, font: { size: 15 } };
}

/** A square in the optimizer's colour between the name of a row and its cells. */
function swatch(optimizer: string, row: number) {
  const corners = { xref: "paper", x0: -0.02, x1: -0.006, y0: row - 0.2, y1: row + 0.2 };
  return { type: "rect", ...corners, fillcolor: colourOf(optimizer), line: { width: 0 } };
}

const label = ({ optimizer, setting }: ShareRow) => [optimizer, setting].filter(Boolean).join(", ");

function inWords(row: ShareRow, column: string, place: number): string {
  const { count, of } = row.shares[place] as Share;
  return `${label(row)}, ${column}: ${Math.round((100 * count) / of)} % (${count} of ${of})`;
}
