import assert from "node:assert/strict";
import { test } from "node:test";
import { toOffset, toPosition } from "./cursor.js";

test("positions and offsets differ behind characters outside the basic plane", () => {
  assert.equal(toOffset("😀a", 1), 2);
  assert.equal(toPosition("😀a", 2), 1);
  assert.equal(toOffset("abc", 2), 2);
});
