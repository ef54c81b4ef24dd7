import assert from "node:assert/strict";
import { test } from "node:test";
import { inputTable, split, type Task } from "../datasets/index.js";
import { tf, tidy } from "../engine/index.js";
import { holdings } from "../engine/testSupport.js";
import { accuracy, type Model } from "../models/index.js";
import { releaseTraining } from "./caches.js";
import { heldOutAccuracy } from "./criteria/index.js";
import type { AccuracyMatrix, Run } from "./run.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";

const settings = { ...quick, seeds: 12, accuracyMatrix: true };
const measured = train(settings);
const matrixOf = ({ accuracyMatrix }: Run) => accuracyMatrix as AccuracyMatrix;

test("measured or not, a run is the same", async () => {
  assert.deepEqual(
    (await measured).map((run) => ({ ...run, accuracyMatrix: null })),
    await train({ ...settings, accuracyMatrix: false }),
  );
});

/** Of the initial parameters of a seed, on the first 50 held-out examples. */
function initialAccuracy({ dataset, test: held }: Task, seed: number): number {
  const indices = held.subarray(0, 50);
  const labels = indices.map((index) => dataset.test.labels[index] as number);
  const { init, apply } = quick.model as unknown as Model;
  const found = tidy(() =>
    accuracy(apply(init([seed]), inputTable(dataset.test, indices)), tf.tensor1d(labels, "int32")).dataSync(),
  );
  return Math.round(50 * (found[0] as number)) / 50;
}

test("at the start it is the accuracy of the initial parameters, after a task at least the criterion", async () => {
  for (const run of await measured) {
    const { initial, afterTask } = matrixOf(run);
    const expected = quick.stream.tasks.map((task) => initialAccuracy(task, run.seed));
    assert.deepEqual(initial, expected);
    assert.deepEqual(run.reached, [true, true, true]);
    assert.equal(afterTask.length, 3);
    afterTask.forEach((row, phase) => {
      assert.ok((row[phase] as number) >= 0.9);
      assert.equal(row[0], row[2], "one task, one accuracy");
      for (const value of row) assert.equal(value, Math.round(value * 50) / 50, "a whole number of examples");
    });
  }
});

test("after a task it is that of the parameters there, whatever comes later", async () => {
  const stream = { ...quick.stream, tasks: quick.stream.tasks.slice(0, 2) };
  const shorter = await train({ ...settings, stream });
  const matrices = (await measured).map((run) => matrixOf(run).afterTask);
  assert.deepEqual(
    shorter.map((run) => matrixOf(run).afterTask),
    matrices.map((afterTask) => afterTask.slice(0, 2).map((row) => row.slice(0, 2))),
  );
  const forgotten = matrices.filter(([first, second]) => (second?.[0] as number) < (first?.[0] as number));
  assert.ok(forgotten.length > 6, `${forgotten.length} of 12 runs forget the first task during the second`);
});

test("alone, in company, and in lanes that are refilled: the same matrix", async () => {
  const all = await measured;
  assert.ok(new Set(all.map((run) => JSON.stringify(run.accuracyMatrix))).size > 8);
  for (const seed of [7, 12]) assert.deepEqual(await train({ ...settings, seeds: [seed] }), [all[seed - 1]]);
});

test("a task that is learned from the start, and one that is given up, have their rows; nothing is left", async () => {
  await measured;
  releaseTraining();
  const before = holdings();
  const stream = split(cube, [[1], [1], [0, 7]]);
  const criterion = heldOutAccuracy(1, 40);
  const [run] = await train({ ...settings, stream, criterion, seeds: 1, maxUpdates: 60 });
  assert.equal(run?.updatesToCriterion[1], 0);
  const { afterTask } = matrixOf(run as Run);
  assert.deepEqual(afterTask[0], afterTask[1]);
  assert.equal(afterTask.length, 3);
  releaseTraining();
  assert.deepEqual(holdings(), before);
});
