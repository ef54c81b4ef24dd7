/**
 * Runs one notebook through papermill: node setup/notebook.mjs <number, name or path> [--in-place] [-p name value]…
 *
 * The executed notebook and its figures go to executed/ (or the folder MOMENTA_EXECUTED); with --in-place they replace
 * the committed ones in notebooks/ and figures/. Output of the running cells, progress with it, shows here; at the end
 * the results in text.
 */
import path from "node:path";
import { parseArguments } from "./notebook/arguments.mjs";
import { execute } from "./notebook/execute.mjs";
import { findNotebook } from "./notebook/files.mjs";
import { main } from "./shell.mjs";

await main(async () => {
  const options = parseArguments(process.argv.slice(2));
  const { notebook, target, figures } = await execute(findNotebook(options.wanted[0]), options);
  showResults(notebook);
  process.stdout.write(`\nnotebook  ${path.relative("", target)}\nfigures   ${path.relative("", figures)}\n`);
});

function showResults(notebook) {
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
  for (const output of outputs) {
    const text = output.data?.["text/plain"];
    if (text !== undefined) process.stdout.write(`\n${[text].flat().join("")}\n`);
  }
}
