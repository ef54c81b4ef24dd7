import type { Cell } from "./columns.js";

/** A table as comma-separated values, RFC 4180: fields with a comma, a quote or a line break in quotes, quotes doubled. */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const field = (cell: Cell) => {
    const text = cell === null ? "" : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}
