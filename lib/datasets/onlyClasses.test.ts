import assert from "node:assert/strict";
import { test } from "node:test";
import { folds } from "./folds.js";
import { onlyClasses } from "./onlyClasses.js";
import { tiny } from "./testSupport.js";

test("some classes, relabelled in the order of the list, with their own inputs", () => {
  const { name, classes, train, test: held } = onlyClasses(tiny, [3, 1]);
  assert.deepEqual([name, classes, train.count, held.count], ["tiny, classes 3, 1", 2, 4, 3]);
  // Training labels of `tiny`: 0 3 1 3 2 0 1 2; the inputs of example i start with 10 · i.
  assert.deepEqual([...train.labels], [0, 1, 0, 1]);
  assert.deepEqual(
    [0, 1, 2, 3].map((row) => train.inputs[4 * row]),
    [10, 20, 30, 60],
  );
  assert.deepEqual([...held.labels], [0, 1, 1]);
  assert.deepEqual([...tiny.train.labels], [0, 3, 1, 3, 2, 0, 1, 2]);
  assert.throws(() => onlyClasses(tiny, []), /it has no classes/);
  assert.throws(() => onlyClasses(tiny, [4]), /4 is no class; give integers from 0 to 3/);
  assert.throws(() => onlyClasses(tiny, [1, 1]), /class 1 is there twice/);
});

test("folds: every example in one of them, every class in all in turns", () => {
  const [first, second] = folds(tiny.train, 2) as [typeof tiny.train, typeof tiny.train];
  assert.deepEqual([...first.labels], [0, 3, 1, 2]);
  assert.deepEqual([...second.labels], [3, 0, 1, 2]);
  const starts = [first, second].flatMap(({ inputs }) => [0, 4, 8, 12].map((at) => inputs[at] as number));
  assert.deepEqual(
    starts.sort((a, b) => a - b),
    [0, 10, 20, 30, 40, 50, 60, 70],
  );
  assert.throws(() => folds(tiny.train, 0), /^RangeError: folds: count is 0/);
});
