import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Header } from "../protocol/message.js";
import { StreamMerger } from "./streamMerger.js";

const cell = (id: string) => ({ msg_id: id }) as Header;

test("what follows shortly on the same stream of the same cell is sent with it", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const sent: unknown[] = [];
  const merger = new StreamMerger(({ name, text }, parent) => sent.push([parent?.msg_id, name, text]));
  const add = (id: string, name: string, text: string) => merger.add({ name, text }, cell(id));
  add("1", "stdout", "a");
  add("1", "stdout", "b");
  add("1", "stderr", "c");
  add("2", "stderr", "d");
  assert.deepEqual(sent.splice(0), [
    ["1", "stdout", "ab"],
    ["1", "stderr", "c"],
  ]);
  mock.timers.tick(20);
  assert.deepEqual(sent.splice(0), [["2", "stderr", "d"]]);
  add("2", "stderr", "e");
  merger.flush();
  mock.timers.tick(20);
  assert.deepEqual(sent, [["2", "stderr", "e"]]);
  mock.timers.reset();
});
