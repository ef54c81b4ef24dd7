import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { root } from "./paths.mjs";
import { isSlow, testFiles } from "./testFiles.mjs";
import { together } from "./testsTogether.mjs";

function inFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-together-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("every test file is run, quick ones of TypeScript a dozen to a process, the others alone", () =>
  inFolder((folder) => {
    const files = testFiles();
    const shared = files.filter((file) => file.endsWith(".ts") && !isSlow(file));
    const given = together(files, folder);
    assert.equal(given.length, files.length - shared.length + Math.ceil(shared.length / 12));
    assert.deepEqual(together(["setup/pack.slow.test.mjs", "lib/engine/jitAsync.slow.test.ts"], folder), [
      "setup/pack.slow.test.mjs",
      "lib/dist/engine/jitAsync.slow.test.js",
    ]);
  }));

test("files in one process are suites of their names, and one that fails to load does not hide the other", () =>
  inFolder((folder) => {
    const [group] = together(["lib/store/missing.test.ts", "lib/statistics/measures.test.ts"], folder);
    const run = spawnSync(process.execPath, ["--test-reporter=tap", group], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    });
    assert.equal(run.status, 1);
    assert.match(run.stdout, /^not ok \d+ - lib\/store\/missing\.test\.ts$/m);
    assert.match(run.stdout, /^ok \d+ - lib\/statistics\/measures\.test\.ts$/m);
  }));
