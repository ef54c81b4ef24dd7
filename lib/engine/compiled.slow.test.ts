import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { flipBits } from "./bitFlips.js";
import { fileOf } from "./compiled.js";
import { compute, computeAside, computeElsewhere, filesKept, programs } from "./keptPrograms.js";
import { functions } from "./testSupport.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-compiled-"));
after(() => rmSync(folder, { recursive: true }));

const clean = path.join(folder, "clean");
const first = computeElsewhere(clean);

/** A folder like the first process's. */
function copy(name: string): string {
  cpSync(clean, path.join(folder, name), { recursive: true, preserveTimestamps: true });
  return path.join(folder, name);
}

/** The names of the files kept, and when each was written. */
function written(where: string): [string, number][] {
  return filesKept(where).map((file) => [path.basename(file), statSync(file).mtimeMs]);
}

test("a program is compiled once, by the first process, and is the same in the next; leftovers are removed", () => {
  assert.deepEqual([first.status, first.lines, first.values?.length], [0, [], programs]);
  const kept = written(clean);
  assert.equal(kept.length, programs);
  const machine = path.dirname(filesKept(clean)[0] as string);
  mkdirSync(path.join(machine, "process-99999999"));
  writeFileSync(path.join(machine, "process-99999998-0"), "half a file");
  writeFileSync(path.join(machine, "of an earlier form.pb"), "");
  assert.deepEqual(computeElsewhere(clean), first);
  assert.deepEqual(written(clean), kept);
});

test("a process that another one with the library has started keeps its programs in the same place", () => {
  const before = written(clean);
  const ofParent = "--tf_xla_persistent_cache_directory=ram://x --tf_xla_persistent_cache_device_types=CPU";
  assert.deepEqual(computeElsewhere(clean, ofParent), first);
  assert.deepEqual(written(clean), before);
});

test("twenty single bit flips: each file is named, removed, and the right value computed", () => {
  assert.deepEqual(flipBits(20, 1), []);
});

test("files cut off, empty, swapped, renamed, or with another checksum are named once and compiled again", () => {
  const where = copy("damaged");
  const files = filesKept(where);
  const [cut, empty, swappedA, swappedB, flipped, taken] = files as [string, string, string, string, string, string];
  truncateSync(cut, statSync(cut).size - 1);
  truncateSync(empty);
  const bytes = readFileSync(swappedA);
  writeFileSync(swappedA, readFileSync(swappedB));
  writeFileSync(swappedB, bytes);
  const otherChecksum = flipped.replace(
    /\.(.)([0-9a-f]{31}\.)/,
    (_, digit, rest) => `.${digit === "0" ? 1 : 0}${rest}`,
  );
  renameSync(flipped, otherChecksum);
  const ofAnother = path.join(
    path.dirname(taken),
    `${path.basename(files[6] as string).slice(0, 24)}${path.basename(taken).slice(24)}`,
  );
  renameSync(taken, ofAnother);
  rmSync(files[6] as string);
  const found = computeElsewhere(where);
  assert.deepEqual([found.status, found.values], [0, first.values]);
  const damaged = [cut, empty, swappedA, swappedB, otherChecksum, ofAnother];
  for (const file of damaged)
    assert.equal(found.lines.filter((line) => line.includes(`${file} is damaged;`)).length, 1, file);
  assert.equal(found.lines.length, damaged.length);
  assert.deepEqual(computeElsewhere(where), first);
  assert.equal(filesKept(where).length, programs);
});

test("what has its checksum and cannot be loaded is named, removed and compiled again", () => {
  const where = copy("not loaded");
  assert.deepEqual(compute(), first.values);
  const [file] = filesKept(where) as [string];
  const original = path.basename(file).split(".").slice(2).join(".");
  const named = [...functions.living].map((name) => fileOf(name, original, Buffer.from("no program")));
  const wrong = named.find((candidate) => candidate.slice(0, 24) === path.basename(file).slice(0, 24)) as string;
  const wrongFile = path.join(path.dirname(file), wrong);
  rmSync(file);
  writeFileSync(wrongFile, "no program");
  const found = computeElsewhere(where);
  assert.deepEqual([found.status, found.values], [0, first.values]);
  assert.deepEqual(found.lines, [
    `momenta: ${wrongFile} cannot be loaded; it is removed and the program compiled again.`,
  ]);
  assert.deepEqual(
    [1, 2].map(() => computeElsewhere(where)),
    [first, first],
  );
  assert.equal(filesKept(where).length, programs);
});

test("what cannot be loaded is compiled again, too, for calls whose arguments are disposed meanwhile", async () => {
  const where = path.join(folder, "aside");
  const aside = () => computeElsewhere(where, "", ":", "aside");
  assert.deepEqual(aside(), first);
  assert.deepEqual(await computeAside(), first.values);
  const keys = [...functions.living].map((name) => ({ name, key: fileOf(name, "", Buffer.from("")).slice(0, 24) }));
  for (const file of filesKept(where)) {
    const original = path.basename(file).split(".").slice(2).join(".");
    const { name } = keys.find(({ key }) => path.basename(file).startsWith(key)) as { name: string };
    rmSync(file);
    writeFileSync(path.join(path.dirname(file), fileOf(name, original, Buffer.from("no program"))), "no program");
  }
  const found = aside();
  assert.deepEqual([found.status, found.values], [0, first.values]);
  assert.equal(found.lines.filter((line) => line.includes("cannot be loaded")).length, found.lines.length);
  assert.ok(found.lines.length >= programs);
});

test("off, and where nothing can be read or written, everything works, and nothing is said or kept", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  for (const where of ["off", file, "/proc/nowhere"]) assert.deepEqual(computeElsewhere(where), first);
});

test("on a full disk, what is there is taken, and nothing else is written", () => {
  const full = "trap '' XFSZ; ulimit -f 0";
  const [empty, half] = [path.join(folder, "empty"), copy("half")];
  const kept = filesKept(half);
  for (const file of kept.slice(0, 5)) rmSync(file);
  for (const where of [empty, half]) assert.deepEqual(computeElsewhere(where, "", full), first);
  assert.deepEqual([filesKept(empty), filesKept(half)], [[], kept.slice(5)]);
});
