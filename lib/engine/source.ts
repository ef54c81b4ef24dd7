import { findSourceMap } from "node:module";
import path from "node:path";

/** Deep enough to reach the user's line from inside a gradient. */
const STACK_DEPTH = 60;

/** The innermost line that is running and is neither Node's, nor a package's, nor the engine's: "file:line:column". */
export function userLine(): string {
  const site = callSites().find((candidate) => !isInternal(candidate.getFileName()));
  if (site === undefined) return "an unknown line";
  const [file, line, column] = [site.getFileName() as string, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1];
  const entry = findSourceMap(file)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalSource" in entry)) return `${file}:${line}:${column}`;
  return `${entry.originalSource.replace(/^file:\/\//, "")}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function callSites(): NodeJS.CallSite[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.prepareStackTrace = (_error, sites) => sites;
    Error.stackTraceLimit = STACK_DEPTH;
    return new Error().stack as unknown as NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function isInternal(file: string | null | undefined): boolean {
  if (!file || file.startsWith("node:") || file.includes(`${path.sep}node_modules${path.sep}`)) return true;
  return path.dirname(file) === __dirname && !file.includes(".test.");
}
