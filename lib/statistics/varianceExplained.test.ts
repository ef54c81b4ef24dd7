import assert from "node:assert/strict";
import test from "node:test";
import { varianceExplained } from "./varianceExplained.js";

test("two groups by hand: between 4 · 4, total 4 · 4 + 4 · 1", () => {
  const explained = varianceExplained([
    [0, 2],
    [4, 6],
  ]);
  assert.equal(explained, 16 / 20);
});

test("groups of one value each explain all of it, equal values nothing", () => {
  assert.equal(varianceExplained([[1], [5]]), 1);
  assert.equal(varianceExplained([[3, 3], [3]]), 0);
});

test("a large offset changes nothing: deviations from the mean are taken first", () => {
  const groups = (offset: number) => [
    [0, 2, 1].map((value) => offset + value / 4),
    [4, 5, 3].map((value) => offset + value / 4),
  ];
  // Between 6 · 1.5², total 6 · 1.5² + 4.
  assert.ok(Math.abs(varianceExplained(groups(2 ** 40)) - 13.5 / 17.5) < 1e-9);
  assert.ok(Math.abs(varianceExplained(groups(1e6 + 0.1)) - 13.5 / 17.5) < 1e-11);
});

test("a NaN is an error, not a result", () => {
  assert.throws(() => varianceExplained([[1, Number.NaN], [2]]), /varianceExplained/);
});
