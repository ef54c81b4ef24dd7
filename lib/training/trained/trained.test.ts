import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inspect } from "node:util";
import { type Dataset, regression, split, type Task } from "../../datasets/index.js";
import { tf } from "../../engine/index.js";
import { type Loss, linear, mlp, squaredError } from "../../models/index.js";
import { sgd } from "../../optimizers/index.js";
import { fixedUpdates } from "../criteria/index.js";
import type { ParameterValues, Run } from "../run.js";
import { cube } from "../testSupport.js";
import { train } from "../train.js";
import { evaluate } from "./evaluate.js";
import { ParameterArray } from "./parameterArray.js";
import { loadParameters, saveParameters } from "./parameterFiles.js";
import { predict } from "./predict.js";
import { encode } from "./safetensors.js";
import { startingFrom } from "./startingFrom.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-trained-"));
after(() => rmSync(folder, { recursive: true }));

const tasks = [
  [0, 1],
  [2, 7],
];
const stream = split(cube, tasks, { head: "task-incremental" });
const model = mlp([3, 5, 8]);
const common = {
  ...{ model, stream, optimizer: sgd({ learningRate: 0.3 }), criterion: fixedUpdates(30), batchSize: 16 },
  ...{ parameters: true, compiler: "graph" as const },
};
const trained = train({ ...common, seeds: 2, accuracyMatrix: true });
const lastOf = (run: Run | undefined) => run?.parameters?.at(-1) as ParameterValues;
const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 2e-6 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);

test("loss and accuracy, on both parts, are those that a checkpoint finds with the same parameters", async () => {
  const one = { ...common, seeds: 2, stream: split(cube, [[2, 7]], { head: "task-incremental" }) };
  // The checkpoint before the thirtieth update sees what a run of 29 ends with.
  const checkpoints = { at: [29], sets: { test: "test", train: "train" } } as const;
  const watched = await train({ ...one, checkpoints });
  const runs = await train({ ...one, criterion: fixedUpdates(29) });
  for (const [at, run] of runs.entries()) {
    const [task] = one.stream.tasks as [Task];
    const evaluations = watched[at]?.checkpoints?.[0]?.[0]?.evaluations;
    for (const part of ["train", "test"] as const) {
      const found = evaluate(model, lastOf(run), task, { part });
      near(found.loss, evaluations?.[part]?.loss as number);
      near(found.accuracy as number, evaluations?.[part]?.accuracy as number);
      assert.equal(found.examples, task[part].length);
    }
  }
});

test("the confusion matrix counts every example once; recall, precision and accuracy follow from it", async () => {
  const [run] = await trained;
  const before = tf.memory().numTensors;
  const { accuracy, confusion, classes, examples } = evaluate(model, lastOf(run), cube);
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(confusion?.units, [0, 1, 2, 3, 4, 5, 6, 7]);
  const counts = confusion?.counts ?? [];
  const outputs = predict(model, lastOf(run), rowsOf(cube));
  const taken = outputs.map((row) => row.indexOf(Math.max(...row)));
  counts.forEach((row, unit) => {
    row.forEach((count, other) => {
      assert.equal(count, taken.filter((found, at) => cube.test.labels[at] === unit && found === other).length);
    });
  });
  assert.equal(
    counts.flat().reduce((a, b) => a + b),
    examples,
  );
  near(accuracy as number, counts.reduce((sum, row, at) => sum + (row[at] as number), 0) / examples);
  classes?.forEach(({ unit, examples: own, recall, precision }) => {
    const right = counts[unit]?.[unit] as number;
    assert.equal(own, cube.test.labels.filter((label) => label === unit).length);
    assert.equal(recall, right / own);
    assert.equal(precision, right / taken.filter((found) => found === unit).length);
  });
  const two = evaluate(model, lastOf(run), stream.tasks[1] as Task);
  assert.deepEqual(two.confusion?.units, [2, 7]);
});

function rowsOf({ test: { inputs, count } }: Dataset): number[][] {
  return Array.from({ length: count }, (_, at) => [...inputs.subarray(3 * at, 3 * at + 3)]);
}

test("regression: the line's own outputs, its loss by squared error or one's own, and nothing about classes", async () => {
  const points = { inputs: [[0], [1], [2]], targets: [[1], [3], [5]] };
  const line = regression("line", points, { inputs: [[4], [-1]], targets: [[9], [0]] });
  const straight = linear(1, 1);
  const [run] = await train({
    ...{ model: straight, stream: line, loss: squaredError, optimizer: sgd({ learningRate: 0.2 }), seeds: 1 },
    ...{ criterion: fixedUpdates(400), batchSize: 3, parameters: true, compiler: "graph" },
  });
  const [four, minusOne] = predict(straight, lastOf(run), [[4], [-1]]).flat() as [number, number];
  near(four, 9);
  near(minusOne, -1);
  const dataset = line.tasks[0]?.dataset as Dataset;
  const found = evaluate(straight, lastOf(run), dataset);
  near(found.loss, ((four - 9) ** 2 + minusOne ** 2) / 2);
  assert.deepEqual(Object.keys(found), ["examples", "loss"]);
  const absolute: Loss = (outputs, targets) => tf.mean(tf.abs(tf.sub(outputs, targets)), [1, 2]);
  near(
    evaluate(straight, lastOf(run), dataset, { loss: absolute }).loss,
    (Math.abs(four - 9) + Math.abs(minusOne)) / 2,
  );
});

test("saved and loaded, parameters are the same, bit for bit; nothing else is left in the folder", async () => {
  const [run] = await trained;
  const file = path.join(folder, "cube.safetensors");
  saveParameters(file, lastOf(run));
  assert.deepEqual(loadParameters(file, model), lastOf(run));
  assert.deepEqual(readdirSync(folder), ["cube.safetensors"]);
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE());
  assert.equal(length % 8, 0);
  const header = JSON.parse(bytes.subarray(8, 8 + length).toString());
  assert.deepEqual(header["layer1.kernel"], { dtype: "F32", shape: [3, 5], data_offsets: [0, 60] });
  assert.equal(bytes.length, 8 + length + 4 * (3 * 5 + 5 + 5 * 8 + 8));
});

test("a file that is none, one cut short, one of another model, of other types: refused with what is wrong", async () => {
  const [run] = await trained;
  const file = path.join(folder, "wrong.safetensors");
  const refused = (pattern: RegExp, of = model) => assert.throws(() => loadParameters(file, of), pattern);
  writeFileSync(file, "no such thing");
  refused(/wrong\.safetensors cannot be read as safetensors: it does not begin with the header/);
  saveParameters(file, lastOf(run));
  truncateSync(file, readFileSync(file).length - 1);
  refused(/the numbers of output\.bias are not all there/);
  saveParameters(file, lastOf(run));
  refused(/layer1\.kernel has shape \[3, 5\]; MLP 3-6-8 has one of \[3, 6\]/, mlp([3, 6, 8]));
  refused(/has no layer2\.kernel, which MLP 3-5-5-8 has; it has layer1\.kernel/, mlp([3, 5, 5, 8]));
  refused(/has parameters that MLP 3-8 has not: |output\.kernel has shape/, mlp([3, 8]));
  const half = Buffer.from(encode([{ name: "layer1.kernel", shape: [3, 5], values: new Float32Array(15) }]));
  writeFileSync(file, half.toString("latin1").replace('"F32"', '"F16"'), "latin1");
  refused(/layer1\.kernel is of type F16; write it as float32 \(F32\)/);
  assert.throws(() => loadParameters(path.join(folder, "missing"), model), /ENOENT/);
});

test("training goes on from them: every seed begins with the accuracies that the first run ended with", async () => {
  const [run] = await trained;
  const further = await train({
    ...common,
    model: startingFrom(model, lastOf(run)),
    seeds: [5, 9],
    accuracyMatrix: true,
  });
  for (const { accuracyMatrix } of further)
    assert.deepEqual(accuracyMatrix?.initial, run?.accuracyMatrix?.afterTask.at(-1));
  assert.throws(() => startingFrom(mlp([3, 4, 8]), lastOf(run)), /has no layer1\.kernel of shape \[3, 4\]/);
});

test("a parameter knows its shape: as JSON, as text, and when it does not fit", () => {
  const kernel = new ParameterArray([1, 2, 3, 4, 5, 6], [2, 3]);
  assert.equal(JSON.stringify({ kernel }), '{"kernel":[[1,2,3],[4,5,6]]}');
  assert.equal(inspect({ kernel }), "{ kernel: float32 [2, 3] }");
  assert.equal(kernel.map((value) => 2 * value).constructor, Float32Array);
  assert.throws(() => new ParameterArray([1, 2], [3]), /a parameter of shape \[3\] has 3 numbers; 2 are given/);
});

test("what cannot be evaluated says why", async () => {
  const [run] = await trained;
  const wrong = evaluate as (...args: unknown[]) => unknown;
  assert.throws(() => wrong(model, run, stream), /what the model is evaluated on is .*; give a task, as/);
  assert.throws(
    () => wrong(model, [run], cube),
    /^RangeError: evaluate: a list of runs is given; give one of them, as runs\[0\]\.$/,
  );
  assert.throws(() => wrong(model, run, cube, { part: "validation" }), /part is "validation"; give "train" or "test"/);
  assert.throws(() => wrong(model, null, cube), /evaluate: what was trained is null; give a run/);
  assert.throws(
    () => wrong(model, { ...run, parameters: null }, cube),
    /evaluate: the run has no parameters; ask for them/,
  );
  assert.throws(() => predict(model, run as Run, [] as never), /inputs is .*; give a list of rows/);
  assert.throws(
    () => predict(model, run as Run, [[1, 2]]),
    /predict: MLP 3-5-8 does not take inputs of shape \[1, 2\]/,
  );
  const pair = split(cube, [[0, 1]], { head: "domain-incremental" });
  const [small] = await train({ ...common, stream: pair, model: mlp([3, 2]), seeds: 1 });
  assert.throws(() => evaluate(mlp([3, 2]), small as Run, cube), /MLP 3-2 has 2 outputs; task cube of cube asks for 8/);
  assert.throws(
    () => evaluate(mlp([3, 4]), small as Run, cube),
    /evaluate: what was trained has no output\.kernel of shape \[3, 4\]/,
  );
});

test("a run stands for its parameters after the last task", async () => {
  const [run] = (await trained) as [Run];
  assert.deepEqual(evaluate(model, run, cube), evaluate(model, lastOf(run), cube));
  const file = path.join(folder, "last.safetensors");
  saveParameters(file, run);
  assert.deepEqual(loadParameters(file, model), lastOf(run));
});
