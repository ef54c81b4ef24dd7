import type { Diagnostic } from "tslab/dist/converter.js";
import type { ErrorContent } from "../protocol/index.js";
import { cyan, red } from "./colour.js";
import { excerpt } from "./source.js";

/** The error of a cell that does not compile: each message with the line it is about, and a caret. */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], label: string, code: string): ErrorContent {
  const groups = groupByPlace(diagnostics);
  const traceback = groups.map((group) => describe(group, label, code).join("\n")).join("\n\n");
  const first = groups[0]?.[0];
  return {
    ename: "TypeScriptError",
    evalue: first ? `TS${first.code}: ${first.messageText}` : "",
    traceback: traceback.split("\n"),
  };
}

/** TypeScript explains one error in several messages, which tslab lists one after another. */
function groupByPlace(diagnostics: readonly Diagnostic[]): Diagnostic[][] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const place = `${diagnostic.start.offset}-${diagnostic.end.offset}`;
    groups.set(place, [...(groups.get(place) ?? []), diagnostic]);
  }
  return [...groups.values()];
}

function describe([first, ...explanations]: Diagnostic[], label: string, code: string): string[] {
  if (!first) return [];
  const { line, character: column } = first.start;
  const place = `${first.fileName ?? label}:${line + 1}:${column + 1}`;
  const message = `${cyan(place)} - ${red(`error TS${first.code}`)}: ${first.messageText}`;
  const details = explanations.map((explanation, depth) => `${"  ".repeat(depth + 1)}${explanation.messageText}`);
  const lines = first.fileName ? [] : excerpt(code, { line, column }, first.end.offset - first.start.offset);
  return [message, ...details, "", ...lines];
}
