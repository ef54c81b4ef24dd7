/** Runs one notebook through papermill. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { python } from "../paths.mjs";
import { checkParameterNames } from "./arguments.mjs";
import { committedFigures, committedNotebooks, executed, readNotebook, writeNotebook } from "./files.mjs";
import { tidy } from "./tidy.mjs";

/**
 * Executes a notebook; output of the running cells, progress with it, shows in this terminal.
 *
 * @param {string} name of the notebook
 * @param {{ inPlace: boolean, parameters: readonly string[], papermillArguments: readonly string[] }} options what
 * `parseArguments` makes of a command line
 * @returns {{ notebook: object, target: string, figures: string }} the executed notebook, its file, the folder of its figures
 * @throws UserError in one line where it fails; the notebook with the whole stack is kept as `<name>.error.ipynb`
 */
export function execute(name, { inPlace, parameters, papermillArguments }) {
  const source = path.join(committedNotebooks, `${name}.ipynb`);
  checkParameterNames(name, readNotebook(source), parameters);

  const target = inPlace ? source : path.join(executed, `${name}.ipynb`);
  const figures = figuresFolder(inPlace);
  const running = path.join(executed, `.${name}.${process.pid}.ipynb`);
  mkdirSync(executed, { recursive: true });
  try {
    const { status, stderr } = papermill(source, running, papermillArguments, figures);
    if (!existsSync(running)) throw new UserError(`${name} did not run: ${lastError(stderr)}`);
    const notebook = tidy(readNotebook(running));
    if (status !== 0) throw failure(name, notebook);
    writeNotebook(target, notebook);
    return { notebook, target, figures };
  } finally {
    rmSync(running, { force: true });
  }
}

/** Where figures and results of executed notebooks go. */
export function figuresFolder(inPlace) {
  return inPlace ? committedFigures : path.join(executed, "figures");
}

function papermill(source, target, papermillArguments, figures) {
  const args = [
    "--kernel",
    "momenta",
    "--cwd",
    committedNotebooks,
    "--stdout-file",
    "-",
    "--stderr-file",
    "/dev/stdout",
  ];
  const quiet = ["--no-progress-bar", "--log-level", "CRITICAL"];
  return spawnSync(python, ["-m", "papermill", ...args, ...quiet, ...papermillArguments, source, target], {
    encoding: "utf8",
    env: { ...process.env, MOMENTA_FIGURES: figures, PYTHONWARNINGS: "ignore" },
    stdio: ["ignore", "inherit", "pipe"],
  });
}

function lastError(stderr) {
  const lines = stderr.trim().split("\n");
  const line = lines.findLast((candidate) => /^\w*(Error|Exception): /.test(candidate)) ?? lines.at(-1);
  return line.replace(/^Error: /, "");
}

function failure(name, notebook) {
  const kept = path.join(executed, `${name}.error.ipynb`);
  writeNotebook(kept, notebook);
  for (const cell of notebook.cells) {
    const error = cell.outputs?.find((output) => output.output_type === "error");
    if (error === undefined) continue;
    const [line] = error.evalue.split("\n");
    const where = `cell ${cell.execution_count ?? "?"}`;
    return new UserError(`${name}, ${where}: ${error.ename}: ${line} (whole error: ${path.relative("", kept)})`);
  }
  return new UserError(`${name} failed without an error of a cell; see ${path.relative("", kept)}.`);
}
