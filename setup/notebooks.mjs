/**
 * Runs notebooks through papermill, one after the other:
 * node setup/notebooks.mjs [<number, name or path>…] [--in-place] [-p name value]…
 *
 * All of them where none is named. One that fails does not keep the others from running. At the end a summary: how long
 * each took, how it ended, and whether it changed a verdict, a claim or a figure against what is in figures/; exit status 1
 * where one failed.
 */
import path from "node:path";
import { UserError } from "./errors.mjs";
import { parseArguments } from "./notebook/arguments.mjs";
import { changesOf, exportedFiles } from "./notebook/changes.mjs";
import { execute, figuresFolder } from "./notebook/execute.mjs";
import { committedFigures, executed, findNotebooks, isCommitted } from "./notebook/files.mjs";
import { duration, summary } from "./notebook/summary.mjs";
import { main } from "./shell.mjs";

await main(async () => {
  const options = parseArguments(process.argv.slice(2));
  const files = findNotebooks(options.wanted);
  const start = Date.now();
  const outcomes = [];
  for (const [index, file] of files.entries()) {
    const elapsed = (Date.now() - start) / 1000;
    const left =
      index > 0
        ? `, ${duration(elapsed)} so far, about ${duration((elapsed / index) * (files.length - index))} left`
        : "";
    process.stdout.write(`\n[${index + 1} of ${files.length}] ${path.basename(file, ".ipynb")}${left}\n`);
    outcomes.push(await outcome(file, options));
  }
  process.stdout.write(`\n${summary(outcomes, options)}\n`);
  const folder = options.inPlace ? "notebooks/ and figures/" : path.relative("", executed);
  process.stdout.write(
    `\n${outcomes.length} notebooks in ${duration((Date.now() - start) / 1000)}; they are in ${folder}\n`,
  );
  return outcomes.some(({ error }) => error !== null) ? 1 : 0;
});

/** Runs one notebook, whatever becomes of it. */
async function outcome(file, options) {
  const name = path.basename(file, ".ipynb");
  const start = Date.now();
  const before = exportedFiles(name, committedFigures);
  let error = null;
  try {
    await execute(file, options);
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    error = thrown.message;
    process.stderr.write(`momenta: ${error}\n`);
  }
  const compared = error === null && !options.other && isCommitted(file);
  const changes = compared ? changesOf(name, before, exportedFiles(name, figuresFolder(file, options.inPlace))) : null;
  return { name, seconds: (Date.now() - start) / 1000, error, changes };
}
