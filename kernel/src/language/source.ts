import type { Locate, Place } from "./typescript.js";

/** The code of a cell that ran, kept so that errors can point into it. */
export interface Source {
  /** What the cell is called in tracebacks, as `In [3]`. */
  label: string;
  code: string;
  /** The number of lines of the JavaScript made from it. */
  lines: number;
  locate: Locate;
}

/** The lines around a place, with line numbers and a caret, as in `> 2 | throw new Error()`. */
export function excerpt(code: string, { line, column }: Place, length = 1): string[] {
  const lines = code.trimEnd().split("\n");
  const first = Math.max(0, line - 2);
  const width = String(line + 2).length;
  return lines.slice(first, line + 2).flatMap((text, index) => {
    const number = first + index;
    const gutter = `${number === line ? ">" : " "} ${String(number + 1).padStart(width)} | `;
    if (number !== line) return [gutter + text];
    const carets = "^".repeat(Math.max(1, Math.min(length, text.length - column)));
    return [gutter + text, `${" ".repeat(width + 3)}| ${" ".repeat(column)}${carets}`];
  });
}
