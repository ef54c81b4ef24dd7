import assert from "node:assert/strict";
import test from "node:test";
import { inAreas, isSlow, runnable, testFiles } from "./testFiles.mjs";

const files = [
  "lib/optimizers/golden.slow.test.ts",
  "lib/optimizers/plateau.test.ts",
  "lib/store/store.test.ts",
  "kernel/install.test.ts",
  "setup/pack.slow.test.mjs",
];

test("an area is a folder, a beginning of a path, or everything", () => {
  assert.deepEqual(inAreas(files, []), files);
  assert.deepEqual(inAreas(files, ["./lib/optimizers/"]), files.slice(0, 2));
  assert.deepEqual(inAreas(files, ["lib/optimizers/pl", "kernel"]), [files[1], files[3]]);
});

test("an unknown area is refused with what there is", () => {
  const message =
    'no test file\'s path begins with "lib/optimisers"; there are tests in lib/optimizers, lib/store, kernel, setup.';
  assert.throws(() => inAreas(files, ["kernel", "lib/optimisers"]), { message });
});

test("the end of a file's name says that it is slow", () => {
  assert.deepEqual(files.filter(isSlow), [files[0], files[4]]);
});

test("TypeScript runs from dist, the set-up's tests as they are", () => {
  assert.equal(runnable("lib/optimizers/plateau.test.ts"), "lib/dist/optimizers/plateau.test.js");
  assert.equal(runnable("setup/pack.slow.test.mjs"), "setup/pack.slow.test.mjs");
});

test("this file is among the tests, and nothing that is built is", () => {
  assert.ok(testFiles().includes("setup/testFiles.test.mjs"));
  assert.ok(testFiles().every((file) => !file.includes("/dist/")));
});
