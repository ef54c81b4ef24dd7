import type { MimeBundle } from "./mimeBundle.js";

/** The most rows and columns of something large that are shown. */
export const MOST_ROWS = 20;
export const MOST_COLUMNS = 12;

/** Values in rows and columns, ready to be shown; what does not fit is left out before it comes here. */
export interface Grid {
  /** What it is, as `Tensor float32 [2, 3]`. */
  title: string;
  heads?: string[];
  rows: string[][];
  /** What is missing, if anything, as `980 more rows`. */
  missing: string[];
}

/** The grid as text and as an HTML table. */
export function gridBundle(grid: Grid): MimeBundle {
  return { "text/plain": toText(grid), "text/html": toHtml(grid) };
}

/** Says how many of `total` are not among `shown`. */
export function missing(total: number, shown: number, what: string): string[] {
  return total > shown ? [`${total - shown} more ${what}`] : [];
}

/** A value in a cell: numbers with as many digits as a glance can take in. */
export function formatValue(value: unknown): string {
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return String(Number(value.toPrecision(6)));
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function toText({ title, heads, rows, missing }: Grid): string {
  const lines = heads ? [heads, ...rows] : rows;
  const widths = (lines[0] ?? []).map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const body = lines.map((line) => line.map((cell, index) => cell.padStart(widths[index] ?? 0)).join("  "));
  return [title, ...body, ...missing.map((what) => `… ${what}`)].join("\n");
}

function toHtml({ title, heads, rows, missing }: Grid): string {
  const row = (cells: string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return [
    `<table><caption>${[title, ...missing].map(escapeHtml).join(", ")}</caption>`,
    ...(heads ? [`<thead>${row(heads, "th")}</thead>`] : []),
    `<tbody>${rows.map((cells) => row(cells, "td")).join("\n")}</tbody></table>`,
  ].join("\n");
}
