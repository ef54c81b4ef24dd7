import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { withLock } from "./lock.js";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "momenta-lock-"));
  path = join(folder, "file.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const { pid: dead } = spawnSync(process.execPath, ["-e", ""]);
const here = hostname();

for (const [what, holder] of [
  ["no more", `${dead} ${here} token`],
  ["one that had our number", `${process.pid} ${here} token`],
  ["number 0", `0 ${here} token`],
  ["a number that there is not", `99999999999 ${here} token`],
] as const) {
  test(`the lock of a process that is ${what} is taken over at once`, async () => {
    writeFileSync(path, holder);
    assert.equal(await withLock(path, { patience: Infinity }, async () => 7), 7);
    assert.deepEqual(readdirSync(folder), []);
  });
}

for (const [what, write] of [
  [
    "that names a process which has got its holder's number",
    () => writeFileSync(path, `${process.ppid} ${here} token`),
  ],
  ["of a machine that is no more", () => writeFileSync(path, "1 elsewhere token")],
  ["without contents", () => writeFileSync(path, "")],
  ["of an earlier version", () => writeFileSync(path, `${dead} token`)],
  ["of somebody's", () => writeFileSync(path, "do not touch\n")],
  ["that is a folder", () => mkdirSync(path)],
] as const) {
  test(`a lock ${what} is taken over when its holder has given no sign`, async () => {
    write();
    assert.equal(await withLock(path, { patience: 1 }, async () => 7), 7);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test("a holder that shows itself is waited for, however long", async () => {
  writeFileSync(path, "1 elsewhere token");
  let signs = 0;
  const holder = setInterval(() => {
    signs += 1;
    if (signs > 50) rmSync(path, { force: true });
    else utimesSync(path, signs, signs);
  }, 10);
  assert.equal(await withLock(path, { patience: 250 }, async () => signs > 50), true);
  clearInterval(holder);
});

test("two in one process work one after the other, and each says whose lock it is", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(name);
    const found = readFileSync(path, "utf8");
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(readFileSync(path, "utf8"), found);
    order.push(name);
  };
  await Promise.all(["a", "b", "c"].map((name) => withLock(path, {}, work(name))));
  assert.deepEqual(
    [0, 2, 4].map((at) => order[at]),
    [1, 3, 5].map((at) => order[at]),
  );
  assert.equal(new Set(order).size, 3);
});

test("what another one has taken over meanwhile is left to it", async () => {
  await withLock(path, {}, async () => writeFileSync(path, "1 elsewhere token"));
  assert.equal(readFileSync(path, "utf8"), "1 elsewhere token");
});
