/** Notebooks and where they are: the committed ones, and the folder for executed ones. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { place } from "../leftovers.mjs";
import { root } from "../paths.mjs";

const ID = randomUUID();

export const committedNotebooks = path.join(root, "notebooks");
export const committedFigures = path.join(root, "figures");
export const executed = process.env.MOMENTA_EXECUTED ?? path.join(root, "executed");

/** The names of all notebooks in their order: `01-savings`. */
export function notebookNames() {
  return readdirSync(committedNotebooks)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => path.basename(file, ".ipynb"))
    .sort();
}

/** The name of the notebook that a number (`1`, `01`, `1b`), a name or a path means. */
export function findNotebook(wanted) {
  const names = notebookNames();
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(wanted ?? "") ?? [];
  const number = digits === undefined ? null : `${digits.padStart(2, "0")}${letter}`;
  const found = names.find((name) => name === path.basename(wanted ?? "", ".ipynb") || name.startsWith(`${number}-`));
  if (found !== undefined) return found;
  throw new UserError(`no notebook is called "${wanted ?? ""}"; there are ${names.join(", ")}.`);
}

export function readNotebook(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Whole or not at all. */
export function writeNotebook(file, notebook) {
  place(file, (draft) => writeFileSync(draft, `${lines(notebook)}\n`));
}

/** A notebook as JSON, a value a line, but each figure's data on a line of its own: half the size. */
function lines(notebook) {
  const figures = [];
  const withPlaces = JSON.stringify(
    notebook,
    (key, value) => (key === "application/vnd.plotly.v1+json" ? `figure ${figures.push(value) - 1} of ${ID}` : value),
    1,
  );
  return withPlaces.replace(new RegExp(`"figure (\\d+) of ${ID}"`, "g"), (_, index) => JSON.stringify(figures[index]));
}
