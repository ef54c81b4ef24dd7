import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inputTable } from "../datasets/index.js";
import { leaves, tf, tidy, unflatten } from "../engine/index.js";
import { accuracy, type Model } from "../models/index.js";
import { Store } from "../store/index.js";
import type { Run } from "./run.js";
import { quick } from "./testSupport.js";
import { train } from "./train.js";

const settings = { ...quick, seeds: 9, accuracyMatrix: true, parameters: true };
const told = train(settings);
const model = quick.model as unknown as Model;

test("told or not, a run is the same", async () => {
  assert.deepEqual(
    (await told).map((run) => ({ ...run, parameters: null })),
    await train({ ...settings, parameters: false }),
  );
});

/** The accuracy after each task on its own held-out examples, from the parameters that a run tells. */
function accuracies({ seed, parameters }: Run): number[] {
  return quick.stream.tasks.map(({ dataset, test: held }, phase) => {
    const indices = held.subarray(0, 50);
    const labels = indices.map((index) => dataset.test.labels[index] as number);
    const found = tidy(() => {
      const initial = model.init([seed]);
      const values = leaves<Float32Array>(parameters?.[phase] as NonNullable<Run["parameters"]>[number]);
      const tensors = leaves<{ shape: number[] }>(initial as never).map(({ shape }, at) =>
        tf.tensor(values[at] as Float32Array, shape),
      );
      const params = unflatten(initial, tensors) as typeof initial;
      return accuracy(model.apply(params, inputTable(dataset.test, indices)), tf.tensor1d(labels, "int32")).dataSync();
    });
    return Math.round(50 * (found[0] as number)) / 50;
  });
}

test("they are those that the accuracy after each task was measured with", async () => {
  for (const run of await told) {
    assert.equal(run.parameters?.length, 3);
    assert.deepEqual(
      accuracies(run),
      run.accuracyMatrix?.afterTask.map((row, task) => row[task]),
    );
  }
});

test("they cannot be kept in a store", async () => {
  const folder = mkdtempSync(join(tmpdir(), "momenta-parameters-"));
  try {
    const keep = { store: new Store(folder), experiment: "parameters", version: 1 };
    await assert.rejects(
      train({ ...settings, keep }),
      /^RangeError: parameters are asked for, and runs are to be kept/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
