import { existsSync } from "node:fs";
import { figuresFolder } from "momenta/figures";
import { readResult, resultFile, type Study } from "../core/index.js";

/** A study and its result. */
export interface Reported {
  readonly study: Study;
  readonly result: object;
}

/** Those of the studies whose results are in a folder, in their order. */
export function reported(studies: readonly Study[], folder = figuresFolder()): Reported[] {
  return studies
    .filter(({ name }) => existsSync(resultFile(name, folder)))
    .map((study) => ({ study, result: readResult(study, folder) }));
}
