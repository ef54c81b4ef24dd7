import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-compiled-"));
after(() => rmSync(folder, { recursive: true }));

/** Compiles a function in a process of its own, after others if so wished, and gives its value. */
function compileElsewhere(where: string, before = "", flags = ""): number {
  const script = `
    const { jit, tf } = require(${JSON.stringify(path.join(__dirname, "index.js"))});
    ${before}
    process.stdout.write(String(jit((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, 2, 3])).dataSync()[0]));`;
  const env = { ...process.env, MOMENTA_COMPILED: where, TF_XLA_FLAGS: flags };
  return Number(execFileSync(process.execPath, ["-e", script], { env, encoding: "utf8" }));
}

function kept(): { file: string; written: number }[] {
  return readdirSync(folder).flatMap((machine) =>
    readdirSync(path.join(folder, machine)).map((name) => ({
      file: path.join(machine, name),
      written: statSync(path.join(folder, machine, name)).mtimeMs,
    })),
  );
}

test("a program is compiled once, by the first process; what a dead one left behind is removed", () => {
  assert.equal(compileElsewhere(folder), 14);
  const [first, ...others] = kept();
  assert.ok(first?.file.endsWith(".pb"));
  assert.deepEqual(others, []);

  const left = path.join(folder, path.dirname(first?.file as string), "process-99999999");
  mkdirSync(left);
  writeFileSync(path.join(left, path.basename(first?.file as string)), "half a file");
  assert.equal(compileElsewhere(folder, "jit((x) => tf.cos(x))(tf.scalar(1));"), 14);
  const after = kept();
  assert.deepEqual(
    after.filter(({ file }) => file === first?.file),
    [first],
  );
  assert.equal(after.length, 2, "the other program, and neither folder of a process");
});

test("a process that another one with the library has started keeps its programs in the same place", () => {
  const before = kept();
  const ofParent = "--tf_xla_persistent_cache_directory=/nowhere/process-1 --tf_xla_persistent_cache_device_types=CPU";
  assert.equal(compileElsewhere(folder, "", ofParent), 14);
  assert.deepEqual(kept(), before);
});

test("off, and where nothing can be written, everything works and nothing is kept", () => {
  const before = kept();
  assert.equal(compileElsewhere("off"), 14);
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  assert.equal(compileElsewhere(file), 14);
  rmSync(file);
  assert.deepEqual(kept(), before);
});
