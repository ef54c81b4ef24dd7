/** Runs one notebook through papermill. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UserError } from "../errors.mjs";
import { place, withOwnFolder } from "../leftovers.mjs";
import { runModule } from "../tied.mjs";
import { checkParameterNames } from "./arguments.mjs";
import { committedFigures, executed, isCommitted, readNotebook, writeNotebook } from "./files.mjs";
import { tidy } from "./tidy.mjs";

/** papermill's exit status where the kernel ends before the notebook does. */
const KERNEL_DIED = 138;

/**
 * Executes a notebook; output of the running cells, progress with it, shows in this terminal. Notebook and figures are put
 * into their places when it has ended well.
 *
 * @param {string} source the notebook's file; its kernel works in the file's folder
 * @param {{ inPlace: boolean, parameters: readonly string[], papermillArguments: readonly string[] }} options what
 * `parseArguments` makes of a command line
 * @returns {Promise<{ notebook: object, target: string, figures: string }>} the executed notebook, its file, the folder of
 * its figures
 * @throws UserError in one line where it fails; the notebook with the whole stack is kept as `<name>.error.ipynb`
 */
export async function execute(source, { inPlace, parameters, papermillArguments }) {
  const name = path.basename(source, ".ipynb");
  checkParameterNames(name, readNotebook(source), parameters);
  const target = inPlace ? source : path.join(executed, `${name}.ipynb`);
  const figures = figuresFolder(source, inPlace);
  for (const folder of [executed, figures]) mkdirSync(folder, { recursive: true });

  return withOwnFolder(tmpdir(), "momenta-notebook-", async (folder) => {
    const running = path.join(folder, "running.ipynb");
    const { status, stderr } = await papermill(source, running, papermillArguments, folder);
    if (!existsSync(running)) throw new UserError(`${name} did not run: ${lastError(stderr)}`);
    const notebook = readNotebook(running);
    if (status !== 0) throw failure(name, notebook, status);
    const drawn = figuresIn(folder);
    for (const file of existsSync(drawn) ? readdirSync(drawn) : [])
      place(path.join(figures, file), (draft) => copyFileSync(path.join(drawn, file), draft));
    writeNotebook(target, tidy(notebook));
    return { notebook, target, figures };
  });
}

/** Where figures and results of an executed notebook go: with the committed ones only where a committed notebook is replaced. */
export function figuresFolder(source, inPlace) {
  return inPlace && isCommitted(source) ? committedFigures : path.join(executed, "figures");
}

/** Whatever papermill, the kernel and its browser write apart from finished runs goes to `folder`. */
function papermill(source, target, papermillArguments, folder) {
  const output = ["--stdout-file", "-", "--stderr-file", "/dev/stdout"];
  const quiet = ["--no-progress-bar", "--log-level", "CRITICAL"];
  // papermill puts parameters into the paths of notebooks.
  const paths = [source, target].map((file) => file.replace(/[{}]/g, "$&$&"));
  const args = [
    "--kernel",
    "momenta",
    "--cwd",
    path.dirname(source),
    ...output,
    ...quiet,
    ...papermillArguments,
    ...paths,
  ];
  const env = {
    ...process.env,
    MOMENTA_FIGURES: figuresIn(folder),
    JUPYTER_RUNTIME_DIR: path.join(folder, "runtime"),
    TMPDIR: folder,
    PYTHONWARNINGS: "ignore",
  };
  return runModule("papermill", args, { env, stdio: ["ignore", "inherit", "pipe"] });
}

function figuresIn(folder) {
  return path.join(folder, "figures");
}

function lastError(stderr) {
  const lines = stderr.trim().split("\n");
  const line = lines.findLast((candidate) => /^\w*(Error|Exception): /.test(candidate)) ?? lines.at(-1);
  return line.replace(/^Error: /, "");
}

function failure(name, notebook, status) {
  const kept = path.join(executed, `${name}.error.ipynb`);
  const seen = path.relative("", kept);
  const finished = progressOf(notebook);
  writeNotebook(kept, tidy(notebook));
  for (const cell of notebook.cells) {
    const error = cell.outputs?.find((output) => output.output_type === "error");
    if (error === undefined) continue;
    const [line] = error.evalue.split("\n");
    const where = `cell ${cell.execution_count ?? "?"}`;
    const remedy = /Cannot find module 'momenta/.test(line)
      ? " Put the notebook into notebooks/own/, where it is found."
      : "";
    return new UserError(`${name}, ${where}: ${error.ename}: ${line}${remedy} (whole error: ${seen})`);
  }
  if (status !== KERNEL_DIED && status !== null) return new UserError(`${name}: papermill failed; see ${seen}.`);
  const who = status === null ? "papermill was killed" : "the kernel died";
  return new UserError(
    `${name}: ${who} (out of memory?), ${finished}; run it again, and it goes on from the finished runs (so far: ${seen})`,
  );
}

/** How far a notebook has come, in words. */
function progressOf({ cells }) {
  const code = cells.filter((cell) => cell.cell_type === "code");
  const done = code.filter((cell) => cell.metadata.papermill?.status === "completed");
  return `${done.length} of ${code.length} cells were finished`;
}
