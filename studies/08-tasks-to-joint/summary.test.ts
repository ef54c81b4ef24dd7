import assert from "node:assert/strict";
import { test } from "node:test";
import { scores, trendOf } from "./summary.js";

const falling = [60, 50, 40, 30, 20, 15].map((updates) => [updates, updates + 2, updates - 1]);

test("updates that fall with every task: monotonicity −1, of the runs and of the means", () => {
  const { monotonicity, ofMeans, ratio, points, average } = trendOf({ updates: falling });
  assert.deepEqual(
    [monotonicity, ofMeans].map(({ lower, estimate, upper }) => [lower, estimate, upper]),
    [
      [-1, -1, -1],
      [-1, -1, -1],
    ],
  );
  const [none, all] = [60 + 1 / 3, 15 + 1 / 3];
  assert.ok(Math.abs(ratio.estimate - all / none) < 1e-9);
  assert.ok(ratio.lower < ratio.estimate && ratio.estimate < ratio.upper);
  assert.equal(points.length, 6);
  assert.ok(Math.abs(average - (215 / 6 + 1 / 3)) < 1e-9);
});

test("runs that contradict each other: their means may fall while no run is steady", () => {
  const updates = [
    [30, 10],
    [10, 28],
    [20, 4],
  ];
  assert.deepEqual(scores({ updates }), [-1 / 3, -1 / 3]);
  assert.equal(trendOf({ updates }).ofMeans.estimate, -1);
});
