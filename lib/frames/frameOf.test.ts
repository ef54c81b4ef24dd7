import assert from "node:assert/strict";
import { test } from "node:test";
import { frameOf } from "./frameOf.js";

test("no column is lost, and none changes its place", () => {
  const frame = frameOf(["task", "2", "1", "2", "2 (2)"], [["a", 1, 2, 3, 4]]);
  assert.deepEqual(frame.columns, ["task", "2", "1", "2 (3)", "2 (2)"]);
  assert.deepEqual(frame.values, [["a", 1, 2, 3, 4]]);
  assert.deepEqual(frame.column("2 (3)").values, [3]);
});

test("a column does not hide what a DataFrame does", () => {
  const headings = ["shape", "values", "columns", "mean", "constructor", "__proto__", "a"];
  const frame = frameOf(headings, [headings.map((_, index) => index)]);
  assert.deepEqual(frame.columns, [...headings.slice(0, 6).map((heading) => `${heading} (column)`), "a"]);
  assert.deepEqual(frame.shape, [1, 7]);
  assert.deepEqual(frame.iloc({ rows: [0] }).values, [[0, 1, 2, 3, 4, 5, 6]]);
});

test("without rows it is empty and has its columns; without columns it has none", () => {
  const frame = frameOf(["task", "2"], []);
  assert.deepEqual(
    [frame.shape, frame.columns],
    [
      [0, 2],
      ["task", "2"],
    ],
  );
  assert.deepEqual(frameOf([], []).shape, [0, 0]);
});

test("what is missing is missing; a row of another length is named", () => {
  assert.deepEqual(
    frameOf(
      ["a", "b"],
      [
        [1, null],
        [null, "x"],
      ],
    ).isNa().values,
    [
      [false, true],
      [true, false],
    ],
  );
  assert.throws(
    () => frameOf(["a", "b"], [[1, 2], [3]]),
    /^RangeError: data frame: row 2 has 1 values; give 2, one for each column\.$/,
  );
});
