import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { HistoryFile } from "./file.js";
import { History } from "./history.js";

const folder = mkdtempSync(path.join(tmpdir(), "history-"));
after(() => rmSync(folder, { recursive: true }));

const open = (name: string) => new History(new HistoryFile(path.join(folder, "made", name)));
const codes = (entries: [number, number, string, unknown][]) => entries.map(([, , code]) => code);

test("sessions are numbered and follow each other", () => {
  const first = open("sessions");
  first.add(1, "a", "'a'");
  first.add(2, "b", null);
  const second = open("sessions");
  second.add(1, "c", null);
  assert.deepEqual(second.tail(2), [
    [1, 2, "b", null],
    [2, 1, "c", null],
  ]);
  assert.deepEqual(second.range(-1, 1, 2), [[1, 1, "a", "'a'"]]);
  assert.deepEqual(second.range(0, 1, 9), second.range(2, 1, 9));
  assert.deepEqual(codes(open("sessions").tail(9)), ["a", "b", "c"]);
});

test("a search takes wildcards, all else literally, over lines; unique keeps the newest of each code", () => {
  const history = open("search");
  for (const [line, code] of ["f(1)", "g", "f(1)\nh", "f(1)"].entries()) history.add(line, code, null);
  assert.deepEqual(codes(history.search("f(?)*", 9, false)), ["f(1)", "f(1)\nh", "f(1)"]);
  assert.deepEqual(codes(history.search("f(?)*", 9, true)), ["f(1)\nh", "f(1)"]);
  assert.deepEqual(codes(history.search("*1*", 1, false)), ["f(1)"]);
  assert.deepEqual(codes(history.search("f", 9, false)), []);
});

test("the file stays small, and what is damaged in it is left out", () => {
  const file = path.join(folder, "long");
  const line = `${JSON.stringify([1, 1, "x".repeat(1000), null])}\n`;
  writeFileSync(file, `${line.repeat(2000)}{"cut": \n${JSON.stringify([1, 2, "last", null])}\n`);
  const entries = new HistoryFile(file).read();
  assert.equal(entries.at(-1)?.[2], "last");
  assert.ok(entries.length > 400 && statSync(file).size < 600_000);
  assert.ok(readFileSync(file, "utf8").startsWith("[1,1,"));
});

test("without a place to write, the session is remembered all the same", () => {
  writeFileSync(path.join(folder, "no folder"), "");
  const history = new History(new HistoryFile(path.join(folder, "no folder", "file")));
  history.add(1, "a", null);
  assert.deepEqual(codes(history.tail(1)), ["a"]);
});
