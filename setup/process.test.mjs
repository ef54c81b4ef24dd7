/** Which process is which, one set-up at a time, and what killed ones left. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { place, sweep } from "./leftovers.mjs";
import { withLock } from "./lock.mjs";
import { isRunning, nameFrom, nameOf } from "./process.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-process-"));
after(() => rmSync(folder, { recursive: true }));

const own = nameOf(process.pid);
/** What a process with our number was called that began at another time. */
const former = own.replace(/-.*/, "-0123456789ab");
const ended = () => {
  const child = spawnSync("sh", ["-c", "echo $$"], { encoding: "utf8" });
  return `${child.stdout.trim()}-0123456789ab`;
};
const script = (text) => ["--input-type=module", "-e", text];
const url = (name) => JSON.stringify(new URL(name, import.meta.url).href);

test("a process is told from those that had its number before, and from one that has ended", async () => {
  assert.match(own, new RegExp(`^${process.pid}-[0-9a-f]{12}$`));
  assert.ok(isRunning(own));
  assert.ok(!isRunning(former));
  const child = spawn("cat");
  const name = nameOf(child.pid);
  assert.ok(isRunning(name));
  child.stdin.end();
  await new Promise((resolve) => child.on("close", resolve));
  assert.ok(!isRunning(name));
  for (const text of ["", "12", "12-", "here"]) assert.ok(!isRunning(text));
});

test("the name is in Linux' table of processes, whatever the command is called", () => {
  const fields = "S 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 99 7 7";
  const note = (command, rest) => nameFrom(`7\nboot\n7 (${command}) ${rest}`);
  assert.match(note("node", fields), /^7-/);
  assert.equal(note("a) S 1 (b\n", fields), note("node", fields));
  assert.notEqual(note("node", fields.replace("99", "98")), note("node", fields));
  assert.notEqual(nameFrom(`7\nlater boot\n7 (node) ${fields}`), note("node", fields));
  assert.equal(note("node", fields.replace("S", "Z")), undefined, "ended, but not yet fetched");
  for (const cut of ["", "7", "x\nboot\n"]) assert.equal(nameFrom(cut), undefined);
});

test("the second waits and says for whom; a lock of nobody is taken over at once", async () => {
  const lock = path.join(folder, "lock");
  /** Holds the lock until its standard input is closed. */
  const start = (name) =>
    spawn(
      process.execPath,
      script(`
        import { readFileSync } from "node:fs";
        import { withLock } from ${url("./lock.mjs")};
        withLock(${JSON.stringify(lock)}, (pid) => console.log("waits for", pid), () => {
          console.log("${name} in");
          readFileSync(0);
          console.log("${name} out");
        });`),
      { stdio: ["pipe", "pipe", "inherit"] },
    );
  const said = [];
  const says = (child) =>
    new Promise((resolve) => {
      child.stdout.once("data", (text) => {
        said.push(...String(text).trim().split("\n"));
        resolve();
      });
    });
  const first = start("first");
  await says(first);
  const second = start("second");
  await says(second);
  assert.deepEqual(said, ["first in", `waits for ${first.pid}`]);
  second.stdin.end();
  first.stdin.end();
  for (const child of [first, second])
    for await (const text of child.stdout) said.push(...String(text).trim().split("\n"));
  assert.deepEqual(said.slice(2), ["first out", "second in", "second out"]);

  for (const holder of [former, ended(), "", "nonsense"]) {
    writeFileSync(lock, holder);
    assert.equal(
      withLock(lock, assert.fail, () => readFileSync(lock, "utf8")),
      own,
    );
  }
  assert.throws(() => withLock(lock, assert.fail, () => assert.fail("failed")), /failed/);
  assert.deepEqual(readdirSync(folder), []);
});

test("eight at once: never two inside", async () => {
  const inside = path.join(folder, "inside");
  const work = `
    import { mkdirSync, rmdirSync } from "node:fs";
    import { withLock } from ${url("./lock.mjs")};
    for (let turn = 0; turn < 5; turn++)
      withLock(${JSON.stringify(path.join(folder, "many"))}, () => {}, () => {
        mkdirSync(${JSON.stringify(inside)});
        rmdirSync(${JSON.stringify(inside)});
      });`;
  writeFileSync(path.join(folder, "many"), former);
  const ends = Array.from({ length: 8 }, () => {
    const child = spawn(process.execPath, script(work), { stdio: "inherit" });
    return new Promise((resolve) => child.on("close", resolve));
  });
  assert.deepEqual(await Promise.all(ends), Array(8).fill(0));
});

test("what a killed one left is swept, what a running one has is not, and strangers' files neither", () => {
  const place_ = path.join(folder, "swept");
  mkdirSync(place_);
  for (const name of [`x-${former}`, `x-${ended()}`, `x-${own}`, "x-1", `y-${former}`]) {
    mkdirSync(path.join(place_, name));
    writeFileSync(path.join(place_, name, "file"), "");
  }
  sweep(place_, "x-");
  assert.deepEqual(readdirSync(place_).sort(), ["x-1", `x-${own}`, `y-${former}`].sort());
});

test("a file is put into its place whole or not at all", () => {
  const file = path.join(folder, "whole");
  place(file, (draft) => writeFileSync(draft, "old"));
  assert.throws(() =>
    place(file, (draft) => {
      writeFileSync(draft, "ne");
      throw new Error("full");
    }),
  );
  assert.equal(readFileSync(file, "utf8"), "old");
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith(".")),
    [],
  );
});
