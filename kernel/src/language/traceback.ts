import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, stripVTControlCharacters, types } from "node:util";
import { shorten } from "../cut.js";
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

/** The most errors that are described of one that was thrown: causes of causes, and the errors of an AggregateError. */
const MOST_ERRORS = 20;
/** The most lines of one stack. */
const MOST_FRAMES = 100;
/** The most characters of a message, or of a value that is no error. */
const MOST_CHARACTERS = 20_000;
/** No line of a stack is longer. */
const LONGEST_LINE = 2000;

type Sources = ReadonlyMap<string, Source>;

/**
 * The error of a cell that threw: what was thrown, the cell's line that it came from, and the stack without the
 * kernel's own part. `sources` has the cells by the names that they run under. Never throws, whatever was thrown.
 */
export function describeError(thrown: unknown, sources: Sources): ErrorContent {
  if (!isError(thrown)) {
    const evalue = textOf(thrown);
    return { ename: "UncaughtValue", evalue, traceback: [`${red("Uncaught value")}: ${evalue}`] };
  }
  return {
    ename: property(thrown, "name"),
    evalue: property(thrown, "message"),
    traceback: describeThrown(thrown, sources, new Set()),
  };
}

/** An error's name, message and stack, without colours, excerpt and cause. */
export function stackOf(error: Error, sources: Sources): string {
  const [name, message] = [property(error, "name"), property(error, "message")];
  const title = name && message ? `${name}: ${message}` : name || message;
  return [title, ...describeFrames(framesOf(error), sources).map(stripVTControlCharacters)].join("\n");
}

/** An error with what it stands for and what caused it; `seen` are those that are described already. */
function describeThrown(thrown: unknown, sources: Sources, seen: Set<unknown>): string[] {
  if (!isError(thrown)) return textOf(thrown).split("\n");
  const title = `${red(property(thrown, "name"))}: ${property(thrown, "message")}`;
  if (seen.has(thrown)) return [`${title} (see above)`];
  if (seen.size >= MOST_ERRORS) return [`${title} (nor is what is below it shown)`];
  seen.add(thrown);
  const frames = framesOf(thrown);
  const lines = [title, ...excerptOfFirstCell(frames, sources), ...describeFrames(frames, sources)];
  const members = membersOf(thrown);
  for (const [index, member] of members.slice(0, MOST_ERRORS).entries()) {
    const [first, ...rest] = describeThrown(member, sources, seen);
    lines.push(
      "",
      ...[`${index + 1} of ${members.length}: ${first}`, ...rest].map((line) => (line ? `  ${line}` : "")),
    );
  }
  const cause = attempt(() => thrown.cause);
  if (cause === undefined) return lines;
  const [first, ...rest] = describeThrown(cause, sources, seen);
  return [...lines, "", `Caused by ${first}`, ...rest];
}

/** What an AggregateError was made of. */
function membersOf(error: Error): unknown[] {
  const errors: unknown = attempt(() => (error as AggregateError).errors);
  return attempt(() => (Array.isArray(errors) ? [...errors] : undefined)) ?? [];
}

/** A property that should be text, and may be anything, or throw when it is read. */
function property(error: Error, key: "name" | "message"): string {
  try {
    const value: unknown = error[key];
    return typeof value === "string" ? shorten(value, MOST_CHARACTERS) : textOf(value);
  } catch {
    return `<${key} cannot be read>`;
  }
}

function textOf(value: unknown): string {
  return attempt(() => shorten(inspect(value), MOST_CHARACTERS)) ?? "something that cannot be described";
}

function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}

/** The lines of an error's stack that lie outside the kernel. */
function framesOf(error: Error): Frame[] {
  return parseStack(error).filter(isOutsideKernel).slice(0, MOST_FRAMES);
}

function describeFrames(frames: readonly Frame[], sources: Sources): string[] {
  return frames.flatMap((frame) => attempt(() => describeFrame(frame, sources)) ?? []);
}

function parseStack(error: Error): Frame[] {
  const stack: unknown = attempt(() => error.stack);
  if (typeof stack !== "string") return [];
  return stack.split("\n").flatMap((line) => {
    const groups = line.length < LONGEST_LINE ? FRAME.exec(line)?.groups : undefined;
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

function describeFrame(frame: Frame, sources: Sources): string[] {
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

function excerptOfFirstCell(frames: readonly Frame[], sources: Sources): string[] {
  for (const frame of frames) {
    const source = sources.get(frame.file);
    const place = source && attempt(() => placeInCell(frame, source));
    if (place) return ["", ...excerpt(source.code, place), ""];
  }
  return [];
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || attempt(() => value instanceof Error) === true;
}
