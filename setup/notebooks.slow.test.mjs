/** Every notebook runs, in its quick version and on real data. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import test, { after, describe } from "node:test";
import { notebookNames, readNotebook } from "./notebook/files.mjs";
import { root } from "./paths.mjs";

const { readResult, studies } = createRequire(import.meta.url)("momenta-studies");

/** What a reader begins with; it reproduces nothing. */
const WITHOUT_STUDY = "00-your-own-experiment";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-notebooks-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(script, ...args) {
  const runs = process.env.MOMENTA_TEST_RUNS ?? path.join(folder, "runs");
  const env = { ...process.env, MOMENTA_EXECUTED: folder, MOMENTA_RUNS: runs };
  const command = [path.join(root, "setup", script), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test("every study has its notebook", () => {
  const names = notebookNames();
  for (const { name } of studies) assert.ok(names.includes(name), `notebooks/${name}.ipynb is missing`);
});

describe("several notebooks at once", { concurrency: availableParallelism() + 1 }, () => {
  for (const name of notebookNames()) {
    test(`${name}, quick: ends well, every output there, its result and its claims`, async () => {
      const { status, stdout, stderr } = await run("notebook.mjs", name, "-p", "quick", "true");
      assert.equal(status, 0, stdout.slice(-2000) + stderr);

      const committed = readNotebook(path.join(root, "notebooks", `${name}.ipynb`));
      const executed = readNotebook(path.join(folder, `${name}.ipynb`));
      const code = executed.cells.filter((cell) => cell.cell_type === "code");
      assert.ok(code.every((cell) => cell.execution_count > 0));
      const [wanted, there] = [committed, executed].map(results);
      assert.deepEqual(there, wanted);
      for (const text of texts(code)) assert.doesNotMatch(text, /NaN/);

      const study = studies.find((candidate) => candidate.name === name);
      if (name === WITHOUT_STUDY) return;
      assert.ok(study, "the notebook has a study");
      const result = readResult(study, path.join(folder, "figures"));
      assert.ok(study.claims(result).length > 0);
      for (const { words, numbers } of study.claims(result)) assert.doesNotMatch(words + numbers, /NaN|undefined/);
      for (const { file } of Object.values(study.figures)) {
        const png = readFileSync(path.join(folder, "figures", `${file}.png`));
        assert.equal(png.subarray(1, 4).toString(), "PNG");
      }
    });
  }
});

test("a notebook that fails keeps none from running; what cannot be is refused in one line", async () => {
  const { status, stdout } = await run("notebooks.mjs", "01", "01", "-p", "seeds", "0");
  assert.equal(status, 1);
  assert.match(stdout, /\[1 of 2\] 01-savings\n/);
  assert.match(stdout, /\[2 of 2\] 01-savings, .* so far, about .* left\n/);
  assert.match(stdout, /^01-savings .* failed\n {2}01-savings, cell \d+: RangeError: seeds is 0/m);
  assert.match(stdout, /2 of 2 failed/);

  const unknown = await run("notebooks.mjs", "no-such-notebook");
  assert.equal(unknown.status, 1);
  assert.match(
    unknown.stderr,
    /^momenta: no notebook is called "no-such-notebook"; there are 00-your-own-experiment, 01-savings.*\n$/,
  );
});

/** In which forms each result is shown, in their order: the quick version has to show the same. */
function results({ cells }) {
  return cells.flatMap(({ outputs = [] }) =>
    outputs.filter(({ output_type: type }) => type !== "stream").map(({ data }) => Object.keys(data).sort()),
  );
}

function texts(cells) {
  const outputs = cells.flatMap((cell) => cell.outputs);
  return outputs.map((output) => [output.text ?? output.data["text/plain"]].flat().join(""));
}
