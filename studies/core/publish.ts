import { readFileSync } from "node:fs";
import path from "node:path";
import { type Json, readJson, writeJson } from "momenta/configuration";
import { exportFigure, exportFolder, figuresFolder, type Table } from "momenta/figures";
import writeFileAtomic from "write-file-atomic";
import type { Study } from "./study.js";

/**
 * Writes what a study found where `exportFigure` writes: its figures, and its result as `<name>.json`.
 *
 * @returns the claims, under the question and the answer
 */
export async function publish<Options extends object, Result extends object>(
  study: Study<Options, Result>,
  result: Result,
): Promise<Table> {
  for (const draw of Object.values(study.figures)) await exportFigure(draw(result), draw.file);
  await writeFileAtomic(resultFile(study.name, exportFolder()), `${writeJson(result as Json)}\n`);
  return study.claimsTable(result);
}

/** The result of a study that `publish` wrote. @throws Error where there is none */
export function readResult<Options extends object, Result extends object>(
  study: Study<Options, Result>,
  folder = figuresFolder(),
): Result {
  return readJson(readFileSync(resultFile(study.name, folder), "utf8")) as unknown as Result;
}

/** Where the result of a study is kept, by the study's name. */
export function resultFile(name: string, folder = figuresFolder()): string {
  return path.join(folder, `${name}.json`);
}
