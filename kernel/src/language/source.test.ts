import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt } from "./source.js";

test("an excerpt shows the lines around a place, and where on it", () => {
  assert.deepEqual(excerpt("one\ntwo\nthree four\nfive\nsix", { line: 2, column: 6 }, 4), [
    "  1 | one",
    "  2 | two",
    "> 3 | three four",
    "    |       ^^^^",
    "  4 | five",
  ]);
});

test("carets end with the line", () => {
  assert.deepEqual(excerpt("one\n", { line: 0, column: 1 }, 10), ["> 1 | one", "    |  ^^"]);
});
