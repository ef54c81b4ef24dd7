import assert from "node:assert/strict";
import { test } from "node:test";
import { dataset, wholeStream } from "../datasets/index.js";
import { linear, squaredError } from "../models/index.js";
import { sgd } from "../optimizers/index.js";
import { fixedUpdates, heldOutAccuracy } from "./criteria/index.js";
import { dataFrame } from "./dataFrame.js";
import type { ParameterValues, Run } from "./run.js";
import { cube, quick } from "./testSupport.js";
import { train } from "./train.js";
import { predict } from "./trained/index.js";

const run: Run = {
  ...{ seed: 1, optimizer: "SGD", stateAtSwitch: "reset", setting: { learningRate: 0.1 }, stream: 0 },
  ...{ updatesToCriterion: [30, 10], reached: [true, true], notFinite: null, parameters: null, probes: {} },
  accuracyMatrix: {
    initial: [0.1, 0.2],
    afterTask: [
      [0.9, 0.3],
      [0.5, 0.8],
    ],
  },
};
const late: Run = { ...run, seed: 2, updatesToCriterion: [40, 100], reached: [true, false] };

test("a row for each run and task, settings under their own names, accuracy after the task and at the end", () => {
  const frame = dataFrame([run, late]);
  assert.deepEqual(frame.columns, [
    ...["seed", "optimizer", "stateAtSwitch", "learningRate", "task", "updates", "reached", "finite"],
    ...["accuracy", "accuracyAtEnd"],
  ]);
  assert.deepEqual(frame.values, [
    [1, "SGD", "reset", 0.1, 0, 30, true, true, 0.9, 0.5],
    [1, "SGD", "reset", 0.1, 1, 10, true, true, 0.8, 0.8],
    [2, "SGD", "reset", 0.1, 0, 40, true, true, 0.9, 0.5],
    [2, "SGD", "reset", 0.1, 1, Number.NaN, false, true, 0.8, 0.8],
  ]);
  const others = dataFrame([run, { ...late, setting: { momentum: 0.9 }, stream: 1, accuracyMatrix: null }]);
  assert.deepEqual(others.column("learningRate").values, [0.1, 0.1, Number.NaN, Number.NaN]);
  assert.deepEqual(others.column("stream").values, [0, 0, 1, 1]);
  assert.deepEqual(others.column("accuracy").values, [0.9, 0.8, Number.NaN, Number.NaN]);
  assert.deepEqual(dataFrame([{ ...run, accuracyMatrix: null }]).shape, [2, 8]);
  assert.deepEqual(dataFrame([]).shape, [0, 7]);
});

test("grouped, a mean over runs of which one did not meet its criterion is none; left out, it is that of the others", () => {
  const frame = dataFrame([run, late, { ...run, optimizer: "Adam", updatesToCriterion: [20, 5] }]);
  const means = (of: typeof frame) => of.groupby(["optimizer", "task"]).col(["updates"]).mean();
  assert.deepEqual(means(frame).columns, ["optimizer", "task", "updates_mean"]);
  const rows = (of: typeof frame) => [...(means(of).values as unknown[][])].sort();
  assert.deepEqual(rows(frame), [
    ["Adam", 0, 20],
    ["Adam", 1, 5],
    ["SGD", 0, 35],
    ["SGD", 1, Number.NaN],
  ]);
  assert.deepEqual(rows(frame.query(frame.reached)).at(-1), ["SGD", 1, 10]);
});

test("runs of a store are a row each", () => {
  const made = { at: "", seconds: 1, momenta: "", node: "", tensorflow: "", device: "" };
  const stored = {
    key: "k",
    experiment: "e",
    version: 1,
    made,
    configuration: { optimizer: { method: "sgd" } },
    result: {},
  };
  assert.deepEqual(dataFrame([stored]).column("optimizer.method").values, ["sgd"]);
});

test("a data set is a stream of one task, with all its classes or its targets", async () => {
  const common = { ...quick, seeds: 2, compiler: "graph" as const, criterion: heldOutAccuracy(0.5, 50) };
  const runs = await train({ ...common, stream: cube });
  assert.deepEqual(runs, await train({ ...common, stream: wholeStream(cube) }));
  assert.deepEqual([dataFrame(runs).shape[0], dataFrame(runs).column("task").values], [2, [0, 0]]);

  const line = dataset({ name: "line", inputs: [0, 1, 2], targets: [1, 3, 5] });
  const [fitted] = await train({
    ...{ model: linear(1, 1), optimizer: sgd({ learningRate: 0.2 }), loss: squaredError, batchSize: 3 },
    ...{ stream: () => line, criterion: fixedUpdates(300), parameters: true, compiler: "graph" },
  });
  const [seven] = predict(linear(1, 1), fitted?.parameters?.[0] as ParameterValues, [[3]]).flat();
  assert.ok(Math.abs((seven as number) - 7) < 1e-4, `${seven}`);
});
