import assert from "node:assert/strict";
import { test } from "node:test";
import { type Column, sample, sampledShare } from "./sequences.js";

const column = (optimizer: string, ...runs: number[][]): Column => ({
  optimizer,
  learningRate: 0.1,
  stateAtSwitch: "reset",
  runs: runs.map((updatesToCriterion) => ({ updatesToCriterion })),
});

const columns = [column("SGD", [1, 2], [3, 4], [5, 0]), column("Adam", [10, 0], [20, 20], [6, 4])];

test("a sample has the same seeds in every column, and the share of the updates that they take", () => {
  const sampled = sample(columns, 2).map(({ runs }) => runs.map(({ updatesToCriterion }) => updatesToCriterion));
  assert.deepEqual(sampled, [
    [
      [1, 2],
      [5, 0],
    ],
    [
      [10, 0],
      [6, 4],
    ],
  ]);
  assert.equal(sampledShare(columns, 2), 28 / 75);
  assert.equal(sampledShare(columns, 1), 1);
});
