import assert from "node:assert/strict";
import { test } from "node:test";
import {
  averageAccuracy,
  averageForgetting,
  backwardTransfer,
  forgetting,
  forwardTransfer,
  relearningSpeed,
  retention,
  savingsOf,
} from "./index.js";

const close = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 1e-12, `${found}, not ${expected}`);

/** The matrix of Avalanche's test of its forgetting metrics. */
const accuracies = [
  [1, 0, 0],
  [0.5, 0.8, 1],
  [0.2, 1, 0.5],
];

test("forgetting as Avalanche's test has it", () => {
  const expected = [
    [0, 0, 0],
    [0.5, 0, 0],
    [0.8, -0.2, 0],
  ];
  forgetting(accuracies).forEach((row, after) => {
    row.forEach((value, task) => {
      close(value, expected[after]?.[task] as number);
    });
  });
  close(averageForgetting(accuracies), 0.3);
});

test("what is forgotten is measured from the best accuracy so far, not from that right after the task", () => {
  const risen = [
    [0.6, 0, 0],
    [0.9, 0.7, 0],
    [0.4, 0.7, 1],
  ];
  close(forgetting(risen)[2]?.[0] as number, 0.5);
  close(averageForgetting(risen), 0.25);
  close(backwardTransfer(risen), -0.1);
});

test("average accuracy, transfer and retention by hand", () => {
  close(averageAccuracy(accuracies), (0.2 + 1 + 0.5) / 3);
  close(backwardTransfer(accuracies), (0.2 - 1 + (1 - 0.8)) / 2);
  close(forwardTransfer(accuracies, [0.3, 0.1, 0.4]), (0 - 0.1 + (1 - 0.4)) / 2);
  assert.equal(retention(accuracies), 0.5);
  assert.equal(retention(accuracies, 1), 1);
});

test("savings and relearning speed", () => {
  assert.equal(savingsOf(100, 25), 0.75);
  assert.equal(savingsOf(100, 150), -0.5);
  assert.equal(savingsOf(100, 0), 1);
  assert.equal(relearningSpeed(100, 25), 4);
  assert.equal(relearningSpeed(0, 25), 0);
});

test("what is not defined is named", () => {
  assert.throws(() => averageAccuracy([]), /averageAccuracy: accuracies after 0 tasks given; give at least 1/);
  assert.throws(() => backwardTransfer([[1]]), /backwardTransfer: accuracies after 1 tasks given; give at least 2/);
  assert.throws(() => forgetting([[1, 0], [1]]), /forgetting: row 1 has 1 accuracies; give one on each of the 2 tasks/);
  assert.throws(
    () =>
      forgetting([
        [1, Number.NaN],
        [1, 1],
      ]),
    /forgetting, row 0: value 1 of 2 values is NaN/,
  );
  assert.throws(() => forwardTransfer(accuracies, [0.1]), /1 initial accuracies for 3 tasks/);
  assert.throws(() => retention(accuracies, 2), /retention: task is 2; give one of 0 to 1/);
  assert.throws(() => savingsOf(0, 5), /savingsOf: not defined where the updates to learn are 0/);
  assert.throws(() => relearningSpeed(5, 0), /relearningSpeed: not defined where the updates to relearn are 0/);
  assert.throws(() => savingsOf(5, -1), /savingsOf: updates are -1/);
});
