import { readFileSync } from "node:fs";
import path from "node:path";
import { type Json, readJson, writeJson } from "momenta/configuration";
import { exportFigure, figuresFolder, Table } from "momenta/figures";
import writeFileAtomic from "write-file-atomic";
import type { Study as NewStudy } from "./core/index.js";
import { publish as publishNew } from "./core/publish.js";
import type { Study } from "./study.js";

/**
 * Writes what a study found where `exportFigure` writes: its figures, and its result as `<name>.json`.
 *
 * @returns every check and whether it holds, under the question and the answer
 */
export async function publish<Options extends object, Result extends object>(
  study: Study<Options, Result> | NewStudy<Options, Result>,
  result: Result,
): Promise<Table> {
  if ("claimsTable" in study) return publishNew(study, result);
  for (const { name, figure } of study.figures(result)) await exportFigure(figure, name);
  await writeFileAtomic(resultFile(study.name), `${writeJson(result as Json)}\n`);
  return checksTable(study, result);
}

/** Every check of a result and whether it holds, under the question and the answer. */
export function checksTable<Options extends object, Result extends object>(
  study: Study<Options, Result>,
  result: Result,
): Table {
  const { answer, ours } = study.verdict(result);
  return new Table(
    `${study.question} ${inWords[answer]}: ${ours}`,
    [{ heading: "check" }, { heading: "holds" }],
    study.checks(result).map(({ claim, holds }) => [claim, holds ? "yes" : "no"]),
  );
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

const inWords = { agrees: "As published", disagrees: "Not as published", depends: "It depends" };
