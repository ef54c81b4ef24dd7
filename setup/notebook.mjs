/**
 * Runs one notebook through papermill: node setup/notebook.mjs <number or name> [--in-place] [-p name value]…
 *
 * The executed notebook and its figures go to executed/; with --in-place they replace the committed ones in notebooks/
 * and figures/. Output of the running cells, progress with it, shows here; at the end the results in text.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { python, root } from "./paths.mjs";
import { foreground, main, UserError } from "./shell.mjs";

const notebooks = path.join(root, "notebooks");
const executed = path.join(root, "executed");

await main(() => {
  const [wanted, ...rest] = process.argv.slice(2);
  const inPlace = rest.includes("--in-place");
  const papermillArguments = rest.filter((argument) => argument !== "--in-place");
  const name = findNotebook(wanted);
  const source = path.join(notebooks, `${name}.ipynb`);
  checkParameterNames(name, read(source), papermillArguments);

  const target = inPlace ? source : path.join(executed, `${name}.ipynb`);
  const running = path.join(executed, `.${name}.${process.pid}.ipynb`);
  mkdirSync(executed, { recursive: true });
  try {
    const status = papermill(source, running, papermillArguments, inPlace ? "figures" : "executed");
    if (!existsSync(running)) throw new UserError(`papermill could not run ${name} (exit status ${status}).`);
    const notebook = tidy(read(running));
    if (status !== 0) throw failure(name, notebook);
    write(target, notebook);
    showResults(notebook);
    process.stdout.write(`\nExecuted notebook: ${path.relative(root, target)}\n`);
    return 0;
  } finally {
    rmSync(running, { force: true });
  }
});

function findNotebook(wanted) {
  const names = readdirSync(notebooks)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => path.basename(file, ".ipynb"))
    .sort();
  const number = /^\d+$/.test(wanted ?? "") ? wanted.padStart(2, "0") : null;
  const found = names.find((name) => name === path.basename(wanted ?? "", ".ipynb") || name.startsWith(`${number}-`));
  if (found !== undefined) return found;
  throw new UserError(`no notebook is called "${wanted ?? ""}"; there are ${names.join(", ")}.`);
}

function checkParameterNames(name, notebook, papermillArguments) {
  const cell = notebook.cells.find((candidate) => candidate.metadata.tags?.includes("parameters"));
  const code = [cell?.source ?? []].flat().join("");
  const declared = [...code.matchAll(/^(?:const|let|var)\s+([\w$]+)/gm)].map(([, parameter]) => parameter);
  papermillArguments.forEach((argument, index) => {
    if (!["-p", "--parameters", "-r", "--parameters_raw"].includes(argument)) return;
    const parameter = papermillArguments[index + 1];
    if (declared.includes(parameter)) return;
    throw new UserError(`${name} has no parameter "${parameter ?? ""}"; it has ${declared.join(", ")}.`);
  });
}

function papermill(source, target, papermillArguments, figures) {
  const args = ["--kernel", "momenta", "--cwd", notebooks, "--stdout-file", "-", "--stderr-file", "/dev/stdout"];
  const quiet = ["--no-progress-bar", "--log-level", "CRITICAL"];
  return foreground(python, ["-m", "papermill", ...args, ...quiet, ...papermillArguments, source, target], {
    env: { ...process.env, MOMENTA_FIGURES: path.join(root, figures), PYTHONWARNINGS: "ignore" },
    // papermill's report of a failed cell repeats what is said below in one line.
    stdio: ["ignore", "inherit", "ignore"],
  });
}

/** The error of the cell that failed, in one line; the notebook with the whole stack is kept beside. */
function failure(name, notebook) {
  const kept = path.join(executed, `${name}.error.ipynb`);
  write(kept, notebook);
  for (const cell of notebook.cells) {
    const error = cell.outputs?.find((output) => output.output_type === "error");
    if (error === undefined) continue;
    const [line] = error.evalue.split("\n");
    const where = `cell ${cell.execution_count ?? "?"}`;
    return new UserError(`${name}, ${where}: ${error.ename}: ${line} (whole error: ${path.relative(root, kept)})`);
  }
  return new UserError(`${name} failed without an error of a cell; see ${path.relative(root, kept)}.`);
}

/** What a terminal would leave of text with carriage returns, so that progress is one line in the saved notebook. */
function tidy(notebook) {
  for (const cell of notebook.cells) {
    for (const output of cell.outputs ?? []) {
      if (output.output_type !== "stream") continue;
      const text = [output.text].flat().join("");
      output.text = text.replace(/[^\n]*\r(?!\n)/g, "");
    }
  }
  return notebook;
}

function showResults(notebook) {
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
  for (const output of outputs) {
    const text = output.data?.["text/plain"];
    if (text !== undefined) process.stdout.write(`\n${[text].flat().join("")}\n`);
  }
}

function read(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function write(file, notebook) {
  writeFileSync(`${file}.tmp`, `${JSON.stringify(notebook, null, 1)}\n`);
  renameSync(`${file}.tmp`, file);
}
