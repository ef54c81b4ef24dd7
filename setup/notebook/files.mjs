/** Notebooks and where they are: the committed ones, and the folder for executed ones. */
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** The file of a committed notebook. */
export function committedFile(name) {
  return path.join(committedNotebooks, `${name}.ipynb`);
}

/** Whether a file is one of the collection. */
export function isCommitted(file) {
  return path.dirname(file) === committedNotebooks;
}

/**
 * The file of the notebook that is meant: by a number (`1`, `01`, `1b`) or a name a committed one, by a path (with a folder or
 * `.ipynb` in it) exactly that file.
 */
export function findNotebook(wanted = "") {
  if (/[/\\]|\.ipynb$/.test(wanted)) {
    const file = fromWhereCalled(wanted);
    if (existsSync(file)) return file;
    throw new UserError(`there is no notebook ${file}.`);
  }
  const names = notebookNames();
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(wanted) ?? [];
  const number = digits === undefined ? null : `${digits.padStart(2, "0")}${letter}`;
  const found = names.find((name) => name === wanted || name.startsWith(`${number}-`));
  if (found !== undefined) return committedFile(found);
  throw new UserError(
    `no notebook is called "${wanted}"; there are ${names.join(", ")}. One of your own is given by its path, as notebooks/own/mine.ipynb.`,
  );
}

/** The files of the notebooks that are meant; all of the collection where none is. */
export function findNotebooks(wanted) {
  return wanted.length > 0 ? wanted.map(findNotebook) : notebookNames().map(committedFile);
}

/** A path as the user means it: npm runs scripts in the folder of the package, and says where it was called. */
export function fromWhereCalled(file) {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
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
