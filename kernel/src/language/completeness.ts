import type { DiagnosticWithLocation, SourceFile } from "@tslab/typescript-for-tslab";
import { ts } from "./typescript.js";

/** Whether code can run as it is, needs more lines (with this indent), or can never run. */
export type Completeness = { status: "complete" } | { status: "incomplete"; indent: string } | { status: "invalid" };

/** Messages about something that is open at the end of the code: a comment, a template. */
const UNTERMINATED = new Set([1010, 1160]);

/** Judges by the grammar alone; types do not matter here. */
export function completeness(code: string): Completeness {
  // As a module, because await may stand at the top.
  const text = `export {};${code}`;
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  // Not in TypeScript's published types, but in every version of it.
  const { parseDiagnostics } = file as SourceFile & { parseDiagnostics: DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (!first) return { status: "complete" };
  const isOpen = UNTERMINATED.has(first.code) || first.start >= text.trimEnd().length;
  return isOpen ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

/** The indent of the last line, and a step more where that line opens something. */
function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return /[([{]$/.test(last) ? `${indent}  ` : indent;
}
