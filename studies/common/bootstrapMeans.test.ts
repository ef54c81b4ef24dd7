import assert from "node:assert/strict";
import { test } from "node:test";
import { bootstrapMeans } from "./bootstrapMeans.js";

test("columns stay paired, and the same samples are drawn every time", () => {
  const column = [1, 2, 3, 4, 5];
  const samples = bootstrapMeans([column, column.map((value) => 10 * value)], 500);
  for (const [a, b] of samples as [number, number][]) assert.ok(Math.abs(b - 10 * a) < 1e-9);
  assert.deepEqual(samples, bootstrapMeans([column, column.map((value) => 10 * value)], 500));
});

test("the samples' means scatter around the mean with the standard error", () => {
  const column = Array.from({ length: 50 }, (_, index) => index % 2);
  const means = bootstrapMeans([column]).flat();
  const centre = means.reduce((sum, value) => sum + value, 0) / means.length;
  const variance = means.reduce((sum, value) => sum + (value - centre) ** 2, 0) / means.length;
  assert.ok(Math.abs(centre - 0.5) < 0.01);
  assert.ok(Math.abs(Math.sqrt(variance) / (0.5 / Math.sqrt(50)) - 1) < 0.1);
});

test("columns of unequal length have no rows", () => {
  assert.throws(
    () =>
      bootstrapMeans([
        [1, 2],
        [1, 2, 3],
      ]),
    /^RangeError: bootstrapMeans: columns of 2, 3 values/,
  );
});
