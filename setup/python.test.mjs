/** The Python packages: what is asked for, what is locked, what is installed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { python, root } from "./paths.mjs";

const folder = path.join(root, "setup", "python");
const read = (file) => readFileSync(path.join(folder, file), "utf8");
const lists = readdirSync(folder)
  .filter((file) => file.endsWith(".in"))
  .map((file) => path.basename(file, ".in"));

/** Requirements as pip reads them: a line each, comments left out. */
function requirements(text) {
  const lines = text.replaceAll(/ \\\n\s*/g, " ").split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#")).map(parse);
}

function parse(line) {
  const [, name, extras = "", version, marker = "", hashes = ""] =
    /^([\w.-]+)(\[[\w,-]+\])?==([\w.]+)(?: ; ([^-]*?))?((?: --hash=sha256:[0-9a-f]{64})*)$/.exec(line) ?? [];
  assert.ok(name, `${line} names a version, and nothing but hashes beside it`);
  return { name: nameOf(name), extras, version, marker, hashes: hashes.split("--hash=").length - 1 };
}

/** A package's name as all of its spellings have it in common. */
function nameOf(name) {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

for (const list of lists)
  test(`${list}: the lock has what is asked for, with a hash for everything and no host`, () => {
    const asked = requirements(read(`${list}.in`));
    const locked = requirements(read(`${list}.txt`));
    assert.ok(asked.length > 0);
    for (const { name, version } of asked)
      assert.ok(
        locked.some((one) => one.name === name && one.version === version),
        `${name}==${version} is not in ${list}.txt: node setup/python/lock.mjs`,
      );
    for (const { name, hashes } of locked) assert.ok(hashes > 0, name);
    assert.doesNotMatch(read(`${list}.txt`), /:\/\/|-url|find-links/);
  });

test("what JupyterLab and TensorFlow for CUDA both need is the same", () => {
  const versions = new Map(requirements(read("jupyter.txt")).map(({ name, version }) => [name, version]));
  for (const { name, version } of requirements(read("tensorflow-cuda.txt")))
    assert.equal(version, versions.get(name) ?? version, name);
});

test("a requirement without version, or with an address, is refused", () => {
  for (const line of ["plotly", "plotly>=7", "--index-url https://host/simple", "plotly @ https://host/plotly.whl"])
    assert.throws(() => requirements(line), /names a version/);
  const [plotly] = requirements(`plotly==7.1.0 \\\n    --hash=sha256:${"0".repeat(64)}\n`);
  assert.deepEqual(plotly, { name: "plotly", extras: "", version: "7.1.0", marker: "", hashes: 1 });
});

test("what is installed is what is locked", () => {
  const script =
    "from importlib.metadata import distributions as d\nfor one in d(): print(f'{one.name}=={one.version}')";
  const { stdout } = spawnSync(python, ["-c", script], { encoding: "utf8" });
  const locked = ["jupyter", "tensorflow"].flatMap((list) => requirements(read(`${list}.txt`)));
  // Others may have been added by hand, as the bench's, or come with venv.
  const others = requirements(stdout).filter(({ name }) => locked.some((one) => one.name === name));
  assert.ok(others.length > 80);
  for (const { name, version } of others)
    assert.ok(
      locked.some((one) => one.name === name && one.version === version),
      `${name}==${version}`,
    );
});
