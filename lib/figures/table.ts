import type { DataFrame } from "danfojs-node";
import { frameOf } from "../frames/index.js";
import type { Interval } from "../statistics/index.js";
import { formatInterval, formatNumber } from "./format.js";
import { escapeHtml } from "./html.js";
import { display, type MimeBundle } from "./jupyter.js";

/** What stands in a table: a word, a number, an estimate with its interval, or nothing. */
export type Cell = string | number | Interval | undefined;

/** A column: its heading, and how many decimals its numbers have (as many as it takes unless said; for estimates two). */
export interface Column {
  heading: string;
  decimals?: number;
}

/** Rows of values under headings, ready to be shown in a notebook, printed on a terminal and turned into a DataFrame. */
export class Table {
  /** @throws RangeError where a row has not as many cells as there are columns; TypeError where a cell is no such thing */
  constructor(
    readonly title: string,
    readonly columns: readonly Column[],
    readonly rows: readonly (readonly Cell[])[],
  ) {
    if (!Array.isArray(columns) || !Array.isArray(rows)) {
      throw new TypeError(`table “${title}”: give its columns as a list, and its rows as a list of lists.`);
    }
    for (const { heading, decimals = 0 } of columns as readonly Column[]) {
      if (typeof heading !== "string") throw new TypeError(`table “${title}”: a heading is ${heading}; give words.`);
      if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 100) continue;
      throw new RangeError(
        `table “${title}”: column “${heading}” has ${decimals} decimals; give a whole number from 0 to 100.`,
      );
    }
    for (const [index, row] of (rows as readonly (readonly Cell[])[]).entries()) {
      if (!Array.isArray(row) || row.length !== columns.length) {
        const found = Array.isArray(row) ? `has ${row.length} cells` : "is no list";
        throw new RangeError(
          `table “${title}”: row ${index + 1} ${found}; give ${columns.length}, one for each column.`,
        );
      }
      const wrong = row.findIndex((cell) => !isCell(cell));
      if (wrong < 0) continue;
      throw new TypeError(
        `table “${title}”: row ${index + 1} has ${typeof row[wrong]} ${row[wrong]} under “${columns[wrong]?.heading}”; ` +
          "give a word, a number, an estimate with its interval, or undefined.",
      );
    }
  }

  /** All forms in one bundle: HTML, Markdown, text. */
  [display](): MimeBundle {
    return { "text/html": this.toHtml(), "text/markdown": this.toMarkdown(), "text/plain": this.toString() };
  }

  /** As a terminal shows it, columns aligned. */
  toString(): string {
    const lines = [this.columns.map(({ heading }) => heading), ...this.#formatted()];
    const widths = this.columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
    const [head, ...body] = lines.map((line) =>
      line
        .map((cell, index) =>
          this.#isNumeric(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
    return [this.title, "", head, widths.map((width) => "─".repeat(width)).join("  "), ...body].join("\n");
  }

  /** An HTML table, numbers to the right, its title as caption. */
  toHtml(): string {
    const cell = (text: string, index: number, tag: "th" | "td") =>
      `<${tag} style="text-align: ${this.#isNumeric(index) ? "right" : "left"}">${escapeHtml(text)}</${tag}>`;
    const row = (cells: readonly string[], tag: "th" | "td") =>
      `<tr>${cells.map((text, index) => cell(text, index, tag)).join("")}</tr>`;
    const head = row(
      this.columns.map(({ heading }) => heading),
      "th",
    );
    const body = this.#formatted().map((cells) => row(cells, "td"));
    return `<table>
<caption>${escapeHtml(this.title)}</caption>
<thead>${head}</thead>
<tbody>
${body.join("\n")}
</tbody>
</table>`;
  }

  /** A Markdown table under its title. */
  toMarkdown(): string {
    const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [
      `**${this.title}**`,
      "",
      row(this.columns.map(({ heading }) => heading)),
      row(this.columns.map((_, index) => (this.#isNumeric(index) ? "---:" : ":---"))),
      ...this.#formatted().map(row),
    ].join("\n");
  }

  /**
   * The values themselves as a danfo.js DataFrame, NaN where there is none; an estimate with its interval becomes three
   * columns. A heading that comes again, or that a DataFrame has a member for, is changed: `a (2)`, `shape (column)`.
   */
  toDataFrame(): DataFrame {
    const columns = this.columns.flatMap(({ heading }, index): [heading: string, values: (string | number)[]][] => {
      const cells = this.rows.map((row) => row[index] ?? NaN);
      const valuesOf = (part: keyof Interval) => cells.map((cell) => (typeof cell === "object" ? cell[part] : cell));
      const column: [string, (string | number)[]] = [heading, valuesOf("estimate")];
      if (!cells.some(isInterval)) return [column];
      return [column, [`${heading} (lower)`, valuesOf("lower")], [`${heading} (upper)`, valuesOf("upper")]];
    });
    return frameOf(
      columns.map(([heading]) => heading),
      this.rows.map((_, row) => columns.map(([, values]) => values[row] as string | number)),
    );
  }

  #formatted(): string[][] {
    return this.rows.map((row) => row.map((cell, index) => format(cell, this.columns[index]?.decimals)));
  }

  /** Numbers are set flush right, words flush left. */
  #isNumeric(index: number): boolean {
    return this.rows.every((row) => typeof row[index] !== "string");
  }
}

function isCell(cell: unknown): cell is Cell {
  if (cell === undefined || typeof cell === "string" || typeof cell === "number") return true;
  if (typeof cell !== "object" || cell === null) return false;
  return ["estimate", "lower", "upper"].every((part) => typeof (cell as Record<string, unknown>)[part] === "number");
}

function isInterval(cell: Cell): cell is Interval {
  return typeof cell === "object";
}

function format(cell: Cell, decimals: number | undefined): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  return typeof cell === "number" ? formatNumber(cell, decimals) : formatInterval(cell, decimals ?? 2);
}
