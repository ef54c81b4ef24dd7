import type { DiagnosticWithLocation, SourceFile } from "@tslab/typescript-for-tslab";
import { ts } from "./typescript.js";

/** Whether code can run as it is, needs more lines (with this indent), or can never run. */
export type Completeness = { status: "complete" } | { status: "incomplete"; indent: string } | { status: "invalid" };

/** What the compiler says where a string, a comment, a template ends with the code. */
const OPEN_STRING = 1002;
const OPEN_COMMENT = 1010;
const OPEN_TEMPLATE = 1160;

/** Judges by the grammar alone; types do not matter here. */
export function completeness(code: string): Completeness {
  // As a module, because await may stand at the top.
  const text = `export {};${code}`;
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  // Not in TypeScript's published types, but in every version of it.
  const { parseDiagnostics } = file as SourceFile & { parseDiagnostics: DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  if (!first) return { status: "complete" };
  // What is put into an open template becomes part of it.
  if (first.code === OPEN_TEMPLATE) return { status: "incomplete", indent: "" };
  const isOpen = first.code === OPEN_COMMENT || (first.code !== OPEN_STRING && first.start >= text.trimEnd().length);
  return isOpen ? { status: "incomplete", indent: indentAfter(code) } : { status: "invalid" };
}

/** The indent of the last line, and a step more where that line opens something. */
function indentAfter(code: string): string {
  const last = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return /[([{]$/.test(last) ? `${indent}  ` : indent;
}
