/**
 * Runs one notebook through papermill: node setup/notebook.mjs <number or name> [--in-place] [-p name value]…
 *
 * The executed notebook and its figures go to executed/ (or the folder MOMENTA_EXECUTED); with --in-place they replace
 * the committed ones in notebooks/ and figures/. Output of the running cells, progress with it, shows here; at the end
 * the results in text.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { python, root } from "./paths.mjs";
import { main, UserError } from "./shell.mjs";

const notebooks = path.join(root, "notebooks");
const executed = process.env.MOMENTA_EXECUTED ?? path.join(root, "executed");

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
    const figures = inPlace ? path.join(root, "figures") : path.join(executed, "figures");
    const { status, stderr } = papermill(source, running, papermillArguments, figures);
    if (!existsSync(running)) throw new UserError(`${name} did not run: ${lastError(stderr)}`);
    const notebook = tidy(read(running));
    if (status !== 0) throw failure(name, notebook);
    write(target, notebook);
    showResults(notebook);
    process.stdout.write(`\nnotebook  ${path.relative("", target)}\nfigures   ${path.relative("", figures)}\n`);
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

/** The error of the cell that failed, in one line; the notebook with the whole stack is kept beside. */
function failure(name, notebook) {
  const kept = path.join(executed, `${name}.error.ipynb`);
  write(kept, notebook);
  for (const cell of notebook.cells) {
    const error = cell.outputs?.find((output) => output.output_type === "error");
    if (error === undefined) continue;
    const [line] = error.evalue.split("\n");
    const where = `cell ${cell.execution_count ?? "?"}`;
    return new UserError(`${name}, ${where}: ${error.ename}: ${line} (whole error: ${path.relative("", kept)})`);
  }
  return new UserError(`${name} failed without an error of a cell; see ${path.relative("", kept)}.`);
}

/**
 * Streams as a terminal would leave them: pieces joined, and of a progress line its last state. What papermill notes
 * down about its own run, paths of this machine with it, is left out.
 */
function tidy(notebook) {
  delete notebook.metadata.papermill;
  for (const cell of notebook.cells) {
    delete cell.metadata.papermill;
    if (cell.outputs === undefined) continue;
    const outputs = [];
    for (const output of cell.outputs) {
      const previous = outputs.at(-1);
      if (output.output_type === "stream" && previous?.name === output.name) previous.text += textOf(output);
      else outputs.push(output.output_type === "stream" ? { ...output, text: textOf(output) } : output);
    }
    for (const output of outputs) {
      if (output.output_type === "stream") output.text = output.text.replace(/[^\n]*\r(?!\n)/g, "");
    }
    cell.outputs = outputs;
  }
  return notebook;
}

function textOf(output) {
  return [output.text].flat().join("");
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
