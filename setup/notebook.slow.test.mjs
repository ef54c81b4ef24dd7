import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { root } from "./paths.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-executed-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs notebook 01 as `npm start` does, with everything it writes in a folder of the test's own. */
function start(...parameters) {
  return spawnSync(process.execPath, [path.join(root, "setup", "notebook.mjs"), "01", ...parameters], {
    encoding: "utf8",
    env: { ...process.env, MOMENTA_EXECUTED: folder, MOMENTA_RUNS: path.join(folder, "runs") },
  });
}

/** One line that names what is wrong, a status other than 0, and no file that is not whole. */
function assertRefused({ status, stderr }, message) {
  assert.notEqual(status, 0);
  const lines = stderr.trim().split("\n");
  assert.equal(lines.length, 1, stderr);
  assert.match(lines[0], message);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".ipynb"))) {
    JSON.parse(readFileSync(path.join(folder, file), "utf8"));
    assert.doesNotMatch(file, /^\.|tmp/);
  }
}

test("two seeds: progress, the seven columns, the executed notebook, its figure, and the same again", () => {
  const { status, stdout, stderr } = start("-p", "seeds", "2");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /01-savings, columns: \d+ of 14 runs, .* left/);
  assert.match(stdout, /published against ours/);
  for (const name of ["SGD", "SGD \\+ momentum", "Adam", "RMSProp"]) assert.match(stdout, new RegExp(`^${name}`, "m"));

  const notebook = JSON.parse(readFileSync(path.join(folder, "01-savings.ipynb"), "utf8"));
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
  const figure = outputs.find((output) => output.data?.["application/vnd.plotly.v1+json"]);
  assert.deepEqual(Object.keys(figure.data).sort(), [
    "application/vnd.plotly.v1+json",
    "image/png",
    "text/html",
    "text/plain",
  ]);
  assert.ok(notebook.cells.filter((cell) => cell.cell_type === "code").every((cell) => cell.execution_count > 0));
  const words = outputs.map(({ data, text }) => [data?.["text/plain"], data?.["application/vnd.plotly.v1+json"], text]);
  assert.doesNotMatch(JSON.stringify(words), /NaN/);
  const png = readFileSync(path.join(folder, "figures", "01-savings.png"));
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  assert.ok(existsSync(path.join(folder, "figures", "01-savings.svg")));

  const tables = (text) => text.slice(text.indexOf("Savings on"));
  assert.equal(tables(start("-p", "seeds", "2").stdout), tables(stdout));
});

test("a path is exactly that file, whatever it is called, with parameters from a file beside it; committed figures stay", () => {
  const own = path.join(folder, "own");
  mkdirSync(own);
  const cell = (source, tags = []) => ({
    cell_type: "code",
    source,
    metadata: { tags },
    outputs: [],
    execution_count: null,
    id: `c${source.length}`,
  });
  const cells = [cell("const seeds = 1;", ["parameters"]), cell("[seeds, process.cwd()].join(' of ')")];
  const kernelspec = { name: "momenta", display_name: "TypeScript (Momenta)", language: "typescript" };
  writeFileSync(
    path.join(own, "01-savings.ipynb"),
    JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }),
  );
  writeFileSync(path.join(own, "seven.yaml"), "seeds: 7");
  const run = (...args) =>
    spawnSync(process.execPath, [path.join(root, "setup", "notebook.mjs"), ...args], {
      encoding: "utf8",
      env: { ...process.env, MOMENTA_EXECUTED: folder, INIT_CWD: own },
      cwd: root,
    });
  const { status, stdout, stderr } = run("./01-savings.ipynb", "-f", "seven.yaml");
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`7 of ${own}`));
  assertRefused(run("./02.ipynb"), /there is no notebook .*own.02\.ipynb/);
  writeFileSync(
    path.join(own, "plain.ipynb"),
    JSON.stringify({ cells: cells.slice(1), metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }),
  );
  assertRefused(
    run("./plain.ipynb", "-p", "seeds", "3"),
    /plain has no parameters: give the cell .* the tag "parameters"/,
  );
});

test("what cannot be is refused in one line", () => {
  assertRefused(start("-p", "sedes", "2"), /no parameter "sedes"; it has seeds, maxUpdates, batchSize, hidden/);
  assertRefused(start("-p", "seeds", "0"), /RangeError: seeds is 0; give a whole number, at least 1/);
  assertRefused(start("-p", "criterion", "2"), /RangeError: criterion is 2; give a number, above 0, at most 1/);
});
