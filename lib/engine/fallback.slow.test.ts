import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

const library = path.join(__dirname, "..", "index.js");

/** A program for a process in which the addon cannot be loaded. */
const program = `
  const Module = require("node:module");
  const load = Module._load;
  Module._load = (name, ...rest) => {
    if (name === "@tensorflow/tfjs-node-gpu") throw new Error("no addon in this test\\nRequire stack: …");
    return load(name, ...rest);
  };
  const { heldOutAccuracy, jit, mlp, releaseTraining, scan, sgd, splitMnist, tf, train } = require(${JSON.stringify(library)});
  const x = tf.tensor1d([1, 2, 3]);
  const square = jit((at) => tf.grad((value) => tf.sum(tf.mul(value, tf.square(value))))(at));
  const before = tf.memory().numTensors;
  const [sum, rows] = scan((carry, row) => [tf.add(carry, row), tf.mul(row, 2)], tf.scalar(0), x);
  const [steps] = scan((carry, index) => [tf.add(carry, index), []], tf.scalar(0, "int32"), tf.scalar(5, "int32"));
  const numbers = [square(x), sum, rows, steps].map((tensor) => [...tensor.dataSync()]);
  tf.dispose([sum, rows, steps]);
  train({
    model: mlp([784, 8, 10]),
    optimizer: sgd({ learningRate: 0.2 }),
    stream: splitMnist([[0, 1], [2, 3]]),
    criterion: heldOutAccuracy(0.8, 20),
    stateAtSwitch: "reset",
    seeds: 2,
    batchSize: 8,
    maxUpdates: 60,
    onProgress() {},
  }).then((runs) => {
    releaseTraining();
    const tensors = tf.memory().numTensors - before;
    console.log(JSON.stringify({ backend: tf.getBackend(), numbers, runs, tensors }));
  });
`;

test("without the addon everything runs on tfjs' CPU backend, and one line says so", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--eval", program], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^momenta: .* is not there \(no addon in this test\)\. Everything runs on .*npm run setup.*\n$/);
  const { backend, numbers, runs, tensors } = JSON.parse(stdout);
  assert.equal(backend, "cpu");
  assert.deepEqual(numbers, [[3, 12, 27], [6], [2, 4, 6], [10]]);
  assert.equal(tensors, 4, "the square, and three scalars that were passed to scan");
  assert.equal(runs.length, 2);
  for (const { reached, notFinite } of runs) assert.deepEqual([reached, notFinite], [[true, true], null]);
});
