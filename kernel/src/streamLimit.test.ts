import assert from "node:assert/strict";
import { test } from "node:test";
import type { Header } from "./protocol/message.js";
import { StreamLimit } from "./streamLimit.js";

test("each cell may print up to the limit; that it is cut is said once", () => {
  const limit = new StreamLimit(5);
  const [first, second] = [{}, {}] as [Header, Header];
  assert.deepEqual(limit.admit("abcde", first), { text: "abcde", isCut: false });
  assert.deepEqual(limit.admit("f", first), { text: "", isCut: true });
  assert.deepEqual(limit.admit("g", first), { text: "", isCut: false });
  assert.deepEqual(limit.admit("abcdefg", second), { text: "abcde", isCut: true });
});
