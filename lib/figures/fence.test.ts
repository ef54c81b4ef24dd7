import assert from "node:assert/strict";
import { test } from "node:test";
import { outerFence } from "./fence.js";

test("three quartile distances beyond the quartiles, outliers or not", () => {
  assert.deepEqual(outerFence([4, 1, 2, 3, 0]), [1 - 6, 3 + 6]);
  assert.deepEqual(outerFence([4000, 1, 2, 3, 0]), [-5, 9]);
});

test("no fence where there is no spread, and none from values that are not finite", () => {
  assert.deepEqual(outerFence([1, 1, 1, 1, 50]), [-Infinity, Infinity]);
  assert.deepEqual(outerFence([]), [-Infinity, Infinity]);
  assert.deepEqual(outerFence([4, 1, NaN, 2, 3, 0, -Infinity]), [-5, 9]);
});
