import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { root } from "./paths.mjs";

test("the API reference: a docstring for everything public, no warning", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-docs-"));
  try {
    const args = [path.join(root, "setup", "docs.mjs"), "--out", folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
    assert.doesNotMatch(stdout + stderr, /warning/i);
    assert.ok(readdirSync(path.join(folder, "functions")).some((page) => page.endsWith("adam.html")));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
