import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, stripVTControlCharacters, types } from "node:util";
import type { ErrorContent } from "../protocol/index.js";
import { cyan, green, red } from "./colour.js";
import { folder } from "./folder.js";
import { placeInLocalFile } from "./localFiles.js";
import { excerpt, type Source } from "./source.js";
import type { Place } from "./typescript.js";

/** One line of a stack. */
interface Frame extends Place {
  /** The function's name, with `async` before it where it was awaited; empty at the top of a file. */
  caller: string;
  file: string;
}

const FRAME =
  /^\s+at (?:(?<caller>.+) \((?<inner>.+):(?<innerLine>\d+):(?<innerColumn>\d+)\)|(?<outer>.+):(?<line>\d+):(?<column>\d+))$/;
const kernelFolder = path.dirname(require.resolve("momenta-kernel/package.json"));
const tslabFolder = path.dirname(require.resolve("tslab/package.json"));

/**
 * The error of a cell that threw: what was thrown, the cell's line that it came from, and the stack without the
 * kernel's own part. `sources` has the cells by the names that they run under.
 */
export function describeError(thrown: unknown, sources: ReadonlyMap<string, Source>): ErrorContent {
  if (!isError(thrown)) {
    const evalue = inspect(thrown);
    return { ename: "UncaughtValue", evalue, traceback: [`${red("Uncaught value")}: ${evalue}`] };
  }
  return { ename: thrown.name, evalue: thrown.message, traceback: describeStack(thrown, sources) };
}

/** An error's name, message and stack, without colours, excerpt and cause. */
export function stackOf(error: Error, sources: ReadonlyMap<string, Source>): string {
  const lines = parseStack(error)
    .filter(isOutsideKernel)
    .flatMap((frame) => describeFrame(frame, sources));
  return [Error.prototype.toString.call(error), ...lines.map(stripVTControlCharacters)].join("\n");
}

function describeStack(error: Error, sources: ReadonlyMap<string, Source>): string[] {
  const frames = parseStack(error).filter(isOutsideKernel);
  const lines = frames.flatMap((frame) => describeFrame(frame, sources));
  const title = `${red(error.name)}: ${error.message}`;
  const stack = [title, ...excerptOfFirstCell(frames, sources), ...lines];
  if (!isError(error.cause)) return stack;
  const [cause, ...rest] = describeStack(error.cause, sources);
  return [...stack, "", `Caused by ${cause}`, ...rest];
}

function parseStack(error: Error): Frame[] {
  return (error.stack ?? "").split("\n").flatMap((line) => {
    const groups = FRAME.exec(line)?.groups;
    if (!groups) return [];
    return {
      // tslab keeps the functions of earlier cells in a proxy.
      caller: groups.caller?.replace(/^(async )?Proxy\./, "$1") ?? "",
      file: groups.inner ?? groups.outer?.replace(/^async /, "") ?? "",
      line: Number(groups.innerLine ?? groups.line) - 1,
      column: Number(groups.innerColumn ?? groups.column) - 1,
    };
  });
}

function isOutsideKernel({ file }: Frame): boolean {
  const internal =
    file.startsWith("node:") || [kernelFolder, tslabFolder].some((folder) => file.startsWith(folder + path.sep));
  return !internal;
}

function describeFrame(frame: Frame, sources: ReadonlyMap<string, Source>): string[] {
  const source = sources.get(frame.file);
  const place = source ? placeInCell(frame, source) : placeInFile(frame);
  if (!place) return [];
  const at = cyan(`${place.file}:${place.line + 1}:${place.column + 1}`);
  return [frame.caller ? `    at ${green(frame.caller)} (${at})` : `    at ${at}`];
}

function placeInCell(frame: Frame, source: Source): (Place & { file: string }) | undefined {
  // Before and behind the cell's lines are only the calls that it is wrapped in.
  const line = frame.line - 1;
  const place = line >= 0 && line < source.lines ? source.locate({ line, column: frame.column }) : undefined;
  return place && { ...place, file: source.label };
}

/** The place in the file that a built file was made from, where it has a map beside it; packages stay as they are. */
function placeInFile(frame: Frame): Place & { file: string } {
  const file = frame.file.startsWith("file:") ? fileURLToPath(frame.file) : frame.file;
  const local = placeInLocalFile(file, frame);
  if (local) return { file: path.relative(folder, file), ...local };
  const map = `${file}.map`;
  if (!file.includes(`${path.sep}node_modules${path.sep}`) && existsSync(map)) {
    const entry = new SourceMap(JSON.parse(readFileSync(map, "utf8"))).findEntry(frame.line, frame.column);
    if ("originalSource" in entry) {
      const original = path.resolve(path.dirname(file), entry.originalSource);
      return { file: path.relative(folder, original), line: entry.originalLine, column: entry.originalColumn };
    }
  }
  return { file: path.isAbsolute(file) ? path.relative(folder, file) : file, line: frame.line, column: frame.column };
}

function excerptOfFirstCell(frames: readonly Frame[], sources: ReadonlyMap<string, Source>): string[] {
  for (const frame of frames) {
    const source = sources.get(frame.file);
    const place = source && placeInCell(frame, source);
    if (place) return ["", ...excerpt(source.code, place), ""];
  }
  return [];
}

function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
