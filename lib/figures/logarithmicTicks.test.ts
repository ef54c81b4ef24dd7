import assert from "node:assert/strict";
import { test } from "node:test";
import { logarithmicTicks } from "./logarithmicTicks.js";

test("1, 2, 5 in each decade of a short axis, powers of ten on a long one", () => {
  assert.deepEqual(logarithmicTicks([12, 300, -1, Infinity]).tickvals, [10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);
  assert.deepEqual(logarithmicTicks([0.0001, 1]).ticktext, ["10<sup>−4</sup>", "0.001", "0.01", "0.1", "1"]);
  assert.deepEqual(logarithmicTicks([2e-4, 5e-4]).ticktext.slice(0, 3), [
    "10<sup>−4</sup>",
    "2 · 10<sup>−4</sup>",
    "5 · 10<sup>−4</sup>",
  ]);
  assert.equal(logarithmicTicks([1, 1e5]).ticktext.at(-1), "10<sup>5</sup>");
});

test("no value above 0: no ticks", () => {
  assert.deepEqual(logarithmicTicks([0, NaN]), { tickvals: [], ticktext: [] });
});
