/** The test files of the repository, and those among them that are asked for. */
import path from "node:path";
import { UserError } from "./errors.mjs";
import { sources } from "./sources.mjs";

/** Every test file, as it is written. */
export function testFiles() {
  const typescript = ["lib", "studies", "kernel", "bench"].flatMap((folder) => sources(folder, ".test.ts"));
  return [...typescript, ...sources("setup", ".test.mjs")];
}

/**
 * The files of some areas, folders or beginnings of paths; all where there are no areas.
 *
 * @throws UserError for an area without a test file; it names what there is
 */
export function inAreas(files, areas) {
  if (areas.length === 0) return files;
  const prefixes = areas.map(path.normalize);
  const unknown = prefixes.find((prefix) => !files.some((file) => file.startsWith(prefix)));
  if (unknown === undefined) return files.filter((file) => prefixes.some((prefix) => file.startsWith(prefix)));
  const folders = new Set(files.map((file) => path.dirname(file).split("/").slice(0, 2).join("/")));
  throw new UserError(`no test file's path begins with "${unknown}"; there are tests in ${[...folders].join(", ")}.`);
}

/** Whether a test takes more than a few seconds, which its name says. */
export function isSlow(file) {
  return /\.slow\.test\.\w+$/.test(file);
}

/** The file that Node runs: TypeScript is compiled to `dist`, with the folders below it as in the sources. */
export function runnable(file) {
  return file.replace(/^(\w+)\/(.*)\.ts$/, "$1/dist/$2.js");
}
