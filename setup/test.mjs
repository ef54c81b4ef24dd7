/**
 * Types, lint, format and tests: node setup/test.mjs [--fast] [<folder or beginning of a path>…]
 *
 * All tests where no folder is named. --fast leaves out the files whose names end in .slow.test.ts or .slow.test.mjs.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { root } from "./paths.mjs";
import { foreground, main } from "./shell.mjs";
import { inAreas, isSlow, testFiles } from "./testFiles.mjs";
import { together } from "./testsTogether.mjs";

const NOTEBOOKS = "setup/notebooks.slow.test.mjs";
// One process more than there are cores: some test waits for a kernel or a browser at any time.
const options = ["--enable-source-maps", "--test", `--test-concurrency=${availableParallelism() + 1}`];

await main(() => {
  const fast = process.argv.includes("--fast");
  const areas = process.argv.slice(2).filter((argument) => argument !== "--fast");
  const files = inAreas(testFiles(), areas);
  const leftOut = fast ? files.filter(isSlow) : [];
  if (leftOut.length > 0) process.stdout.write(`left out, slow:\n${leftOut.map((file) => `  ${file}\n`).join("")}`);

  // The quick runs that the studies' tests have made are taken by the notebooks, which come last.
  const runs = mkdtempSync(path.join(tmpdir(), "momenta-runs-"));
  process.on("exit", () => rmSync(runs, { recursive: true, force: true }));
  process.env.MOMENTA_TEST_RUNS = runs;

  const folder = mkdtempSync(path.join(tmpdir(), "momenta-tests-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

  const style = foreground(process.execPath, [path.join(root, "setup", "check.mjs")]);
  const chosen = files.filter((file) => !leftOut.includes(file));
  const groups = [chosen.filter((file) => file !== NOTEBOOKS), chosen.filter((file) => file === NOTEBOOKS)];
  const tests = groups
    .filter((group) => group.length > 0)
    .map((group) => foreground(process.execPath, [...options, ...together(group, folder)]));
  return style || (tests.find((status) => status !== 0) ?? 0);
});
