import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, shorten } from "./cut.js";

test("a cut is made where a character ends", () => {
  assert.equal(cut("abc", 3), "abc");
  assert.equal(cut("abc", 2), "ab");
  assert.equal(cut("abc", 0), "");
  assert.equal(cut("a😀", 2), "a");
  assert.equal(cut("a😀b", 3), "a😀");
  assert.equal(cut("ae\u0301", 2), "a");
  assert.equal(cut("👨‍👩‍👧x", 5), "");
  assert.equal(cut(`${"x".repeat(1000)}😀`, 1001), "x".repeat(1000));
  assert.equal(cut("\ud83d\ud83d", 1), "\ud83d");
});

test("what is missing is counted", () => {
  assert.equal(shorten("a😀b", 2), "a\n… 3 more characters");
  assert.equal(shorten("a😀b", 4), "a😀b");
});
