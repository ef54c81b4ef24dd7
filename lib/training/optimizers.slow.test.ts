/** Every optimizer against every property that training relies on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scalar, Tensor, Tensor4D, TypedArray } from "@tensorflow/tfjs";
import { configurationOf, configured, writeJson } from "../configuration/index.js";
import { type Examples, inputTable, mnist, splitMnist } from "../datasets/index.js";
import { gradients, leaves, mapTree, type TensorTree, tf, tidy, unflatten } from "../engine/index.js";
import { assertClose } from "../engine/testSupport.js";
import { type MlpParams, type Model, mlp, softmaxCrossEntropy } from "../models/index.js";
import { applyUpdates, type Hyperparameter, type Optimizer } from "../optimizers/index.js";
import { everyOptimizer, type Pick } from "../optimizers/testSupport.js";
import { heldOutAccuracy } from "./criteria/index.js";
import type { Run } from "./run.js";
import { train } from "./train.js";

/** The first examples of MNIST. */
function first(count: number, examples: Examples): Examples {
  const { features, inputs, labels } = examples;
  return { ...examples, count, inputs: inputs.slice(0, count * features), labels: labels.slice(0, count) };
}

const whole = mnist();
const digits = { ...whole, train: first(400, whole.train), test: first(400, whole.test) };
const stream = splitMnist(
  [
    [0, 1],
    [2, 3],
  ],
  digits,
);

/**
 * Logits from the means of 4 × 4 pixels. The convolution that takes them has programs compiled as plain graphs on a CPU, where
 * XLA would need most of this file's time for compiling.
 */
const box = tf.fill([4, 4, 1, 1], 1 / 16) as Tensor4D;
const onMeans = mlp([49, 10]);

/** With a gate, the seed, that has no effect: 0 · √gate. Where it is 0 its gradient is 0 · ∞, which is NaN. */
const model: Model = configured(
  {
    name: "MLP on means",
    init: (seeds: readonly number[]) => ({
      ...onMeans.init(seeds),
      gate: tf.tensor3d([...seeds], [seeds.length, 1, 1]),
    }),
    apply(params: TensorTree, inputs: Tensor) {
      const { gate, ...mlpParams } = params as MlpParams & { gate: Tensor };
      const means = tf.conv2d(tf.reshape(inputs, [-1, 28, 28, 1]) as Tensor4D, box, 4, "valid");
      const logits = onMeans.apply(mlpParams as MlpParams, tf.reshape(means, [...inputs.shape.slice(0, -1), 49]));
      return tf.add(logits, tf.mul(0, tf.sqrt(gate)));
    },
  },
  { model: "MLP on means" },
);
const images = inputTable(
  digits.train,
  Int32Array.from({ length: 16 }, (_, index) => index),
);
const labels = tf.oneHot(tf.tensor1d([...digits.train.labels.subarray(0, 16)], "int32"), 10).cast("float32");

/** Where a training is: everything that its future depends on. */
interface Point extends Record<string, TensorTree> {
  readonly params: TensorTree;
  readonly state: Record<string, TensorTree>;
}

const start = (optimizer: Optimizer, seeds: number[]): Point => {
  const params = model.init(seeds);
  return { params, state: optimizer.init(params) };
};

/** After `updates` more on the 16 examples. */
function proceed(optimizer: Optimizer, from: Point, updates: number): Point {
  let { params, state } = from;
  for (let update = 0; update < updates; update++) {
    [params, state] = tidy(() => {
      const lossOf = (at: TensorTree) => softmaxCrossEntropy(model.apply(at, images), labels);
      const gradient = gradients((at: TensorTree) => tf.sum(lossOf(at)) as Scalar, params);
      const [change, next] = optimizer.update(gradient, state, params, lossOf(params));
      return [applyUpdates(params, change), next];
    });
  }
  return { params, state };
}

const firstOf: Pick = ([value]) => value as number;
const secondOf: Pick = ([, value]) => value as number;
const both: Pick = (pair) => tf.tensor1d(pair) as Hyperparameter;

/** As a checkpoint keeps it: bytes, with shapes and types. */
function saved(tree: TensorTree): { shape: number[]; dtype: Tensor["dtype"]; bytes: Buffer }[] {
  return leaves<Tensor>(tree).map((leaf) => {
    const { buffer, byteOffset, byteLength } = leaf.dataSync();
    return { shape: leaf.shape, dtype: leaf.dtype, bytes: Buffer.from(Buffer.from(buffer, byteOffset, byteLength)) };
  });
}

function restored<Tree extends TensorTree>(structure: Tree, kept: ReturnType<typeof saved>): Tree {
  const typed = { float32: Float32Array, int32: Int32Array, bool: Uint8Array };
  const tensors = kept.map(({ shape, dtype, bytes }) => {
    const values: TypedArray = new typed[dtype as keyof typeof typed](new Uint8Array(bytes).buffer);
    return tf.tensor(values, shape, dtype);
  });
  return unflatten(structure, tensors) as Tree;
}

function trained(optimizer: Optimizer, seeds: number | number[]): Promise<Run[]> {
  const criterion = heldOutAccuracy(0.9, 40);
  return train({
    model,
    optimizer,
    stream,
    criterion,
    stateAtSwitch: "carryOver",
    seeds,
    batchSize: 8,
    maxUpdates: 20,
  });
}

test("no two optimizers, nor two settings of one, have the same configuration", () => {
  const known = Object.values(everyOptimizer).flatMap((make) =>
    [make(firstOf), make(secondOf)].flatMap((optimizer) => configurationOf(optimizer) ?? []),
  );
  assert.equal(new Set(known.map(writeJson)).size, known.length);
  assert.ok(known.length >= 2 * Object.keys(everyOptimizer).length - 4);
  for (const make of Object.values(everyOptimizer)) assert.equal(configurationOf(make(both)), undefined);
});

for (const [name, make] of Object.entries(everyOptimizer)) {
  test(`${name}: init after a run is the state before it, and the run repeats itself`, () => {
    const optimizer = make(firstOf);
    const before = start(optimizer, [1]);
    const once = proceed(optimizer, before, 4);
    assert.deepEqual(saved(optimizer.init(before.params)), saved(before.state));
    assert.deepEqual(saved(proceed(optimizer, { ...before, state: optimizer.init(before.params) }, 4)), saved(once));
    if (Object.keys(before.state).length > 0) assert.notDeepEqual(saved(once.state), saved(before.state));
  });

  test(`${name}: one value per replica is as many separate runs`, () => {
    const together = proceed(make(both), start(make(both), [1, 2]), 4);
    const alone = [make(firstOf), make(secondOf)].map((optimizer, at) =>
      proceed(optimizer, start(optimizer, [at + 1]), 4),
    ) as [Point, Point];
    assertClose(
      together,
      mapTree((a, b) => tf.concat([a, b]), ...alone),
      1e-5,
    );
  });

  test(`${name}: saved mid-way and restored, it goes on bit for bit`, () => {
    const optimizer = make(both);
    const middle = proceed(optimizer, start(optimizer, [1, 2]), 3);
    const resumed = proceed(make(both), restored(middle, saved(middle)), 3);
    assert.deepEqual(saved(resumed), saved(proceed(optimizer, middle, 3)));
  });

  test(`${name}: alone or among 25, the same updates to criterion; a gradient of NaN is reported`, async () => {
    const all = await trained(make(firstOf), 25);
    const late = 20;
    assert.deepEqual(await trained(make(firstOf), [late]), [all[late - 1]]);
    assert.ok(all.some(({ reached }) => reached[0]) && all.every(({ notFinite }) => notFinite === null));
    const [broken] = await trained(make(firstOf), [0]);
    assert.deepEqual(broken?.notFinite, { quantity: "gradient", parameter: "gate", phase: 0, update: 1 });
  });
}
