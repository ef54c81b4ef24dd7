/** The tests that drive the kernel from outside are in Python, where Jupyter's clients are; this runs them. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";

const kernel = path.dirname(require.resolve("momenta-kernel/package.json"));
const folder = path.join(kernel, "test");
const python = path.join(path.dirname(kernel), ".venv", "bin", "python");
// The histories of the folders that the tests make are nothing for the user's cache.
const cache = mkdtempSync(path.join(tmpdir(), "momenta-test-"));
after(() => rmSync(cache, { recursive: true }));

for (const file of readdirSync(folder).filter((name) => /^test_.*\.py$/.test(name)))
  test(file, async () => {
    // The environment's own programs and kernels first, whatever is active outside.
    const env = {
      ...process.env,
      PATH: `${path.dirname(python)}${path.delimiter}${process.env.PATH}`,
      XDG_CACHE_HOME: cache,
    };
    const run = spawn(python, ["-W", "ignore", "-m", "unittest", file], { cwd: folder, env });
    let said = "";
    run.stdout.on("data", (text) => {
      said += text;
    });
    run.stderr.on("data", (text) => {
      said += text;
    });
    const [status] = await once(run, "close");
    assert.equal(status, 0, said);
  });
