import assert from "node:assert/strict";
import { test } from "node:test";
import { meanCourse, measureShape } from "./shape.js";

test("a rise and a decay: the peak, the share of it at first, the halving, the updates above half", () => {
  const shape = measureShape([[2, 4, 8, 6, 5, 4, 1, 5]], 2);
  assert.deepEqual(shape, {
    peakAt: [3],
    first: [2],
    firstOverPeak: [0.25],
    halvedAfter: [3],
    notHalved: 0,
    aboveHalf: [6],
    beginning: [3],
    overall: [4.375],
    variation: [0.5028],
  });
});

test("what never halves is counted, and lasts to the end of the record", () => {
  const { halvedAfter, notHalved } = measureShape(
    [
      [4, 3, 3],
      [4, 2, 3],
    ],
    1,
  );
  assert.deepEqual(halvedAfter, [2, 1]);
  assert.equal(notHalved, 1);
});

test("a geometric decay halves after log ½ / log β updates", () => {
  const decay = Array.from({ length: 40 }, (_, at) => 0.9 ** at);
  const { halvedAfter, aboveHalf, peakAt } = measureShape([decay], 10);
  assert.deepEqual([halvedAfter, aboveHalf, peakAt], [[7], [7], [1]]);
});

test("a course: mean and Student's interval over runs at every update", () => {
  const { mean, halfWidth } = meanCourse([
    [1, 10],
    [3, 10],
  ]);
  assert.deepEqual(mean, [2, 10]);
  assert.deepEqual(halfWidth, [12.71, 0]);
  assert.deepEqual(meanCourse([[1, 10]]).halfWidth, [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
