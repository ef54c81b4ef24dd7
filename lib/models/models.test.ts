import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { gradients } from "../engine/gradients.js";
import { jit } from "../engine/jit.js";
import { random } from "../engine/random.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { assertClose, pattern } from "../engine/testSupport.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { adam, adamw, applyUpdates } from "../optimizers/index.js";
import {
  cnn,
  gru,
  linear,
  type Model,
  mlp,
  orthogonal,
  randomFeatures,
  softmaxCrossEntropy,
  squaredError,
} from "./index.js";

const SEEDS = [4, 9, 2];
const BATCH = 6;
const CLASSES = 3;

/** Codes below 5 for B sequences of length 3. */
function codes(batch: number): Tensor {
  const { below } = random(1, 0);
  return tf.tensor(
    Int32Array.from({ length: batch * 3 }, () => below(5)),
    [batch, 3],
    "int32",
  );
}

const images = (batch: number) => pattern([batch, 8 * 9 * 2]);
const models: { model: Model<TensorTree>; inputs: (batch: number) => Tensor; classes: number }[] = [
  { model: linear(144, CLASSES), inputs: images, classes: CLASSES },
  { model: mlp([144, 12, CLASSES], { activation: "gelu", initializer: orthogonal }), inputs: images, classes: CLASSES },
  { model: randomFeatures(144, 120, CLASSES, { kind: "relu", seed: 8 }), inputs: images, classes: CLASSES },
  { model: randomFeatures(144, 30, CLASSES, { kind: "fourier", seed: 8 }), inputs: images, classes: CLASSES },
  {
    model: cnn({ shape: [8, 9, 2], filters: [4, 5], kernel: 3, pooling: 1, units: 6, classes: CLASSES }),
    inputs: images,
    classes: CLASSES,
  },
  { model: gru({ vocabulary: 5, units: 6, layers: 1 }), inputs: codes, classes: 5 },
];

for (const { model, inputs, classes } of models) {
  const shared = inputs(BATCH);
  const own = tf.reshape(inputs(SEEDS.length * BATCH), [SEEDS.length, ...shared.shape]);
  const replica = (tree: TensorTree, index: number) => mapTree((leaf) => tf.slice(leaf, index, 1), tree);

  test(`${model.name}: a replica depends on its own seed alone, and not on its company`, () => {
    const params = model.init(SEEDS);
    const alone = model.init([SEEDS[1] as number]);
    assertClose(alone, replica(params, 1), 0);
    const drawn = leaves<Tensor>(params).filter((leaf) => leaf.dataSync().some((value) => value !== 0));
    for (const leaf of drawn.map((leaf) => [...tf.unstack(leaf)] as [Tensor, Tensor])) {
      assert.notDeepEqual([...leaf[0].dataSync()], [...leaf[1].dataSync()]);
    }
    assertClose(model.apply(alone, tf.slice(own, 1, 1)), tf.slice(model.apply(params, own), 1, 1));
    assertClose(model.apply(alone, shared), tf.slice(model.apply(params, shared), 1, 1));
  });

  test(`${model.name}: inputs shared by the replicas give what a copy for each gives`, () => {
    const params = model.init(SEEDS);
    const copies = tf.stack(SEEDS.map(() => shared));
    const logits = model.apply(params, shared);
    assert.deepEqual(logits.shape.slice(0, 2), [SEEDS.length, BATCH]);
    assertClose(model.apply(params, copies), logits);
  });

  test(`${model.name}: training under jit lowers the loss of every replica`, () => {
    const optimizer = adam({ learningRate: 0.01 });
    const targets = tf.cast(tf.oneHot(tf.argMax(pattern([...logitsShape(), classes], 3), -1), classes), "float32");
    const loss = (params: TensorTree) => softmaxCrossEntropy(model.apply(params, own), targets);
    const train = jit((start: TensorTree) => {
      const step = ({ params, state }: { params: TensorTree; state: ReturnType<typeof optimizer.init> }) => {
        const gradient = gradients((p: TensorTree) => tf.sum(loss(p)), params);
        const [updates, next] = optimizer.update(gradient, state, params);
        return [{ params: applyUpdates(params, updates), state: next }, loss(params)] as [typeof carry, Tensor];
      };
      const carry = { params: start, state: optimizer.init(start) };
      return scan(step, carry, 40)[1];
    });
    const losses = train(model.init(SEEDS)).arraySync() as number[][];
    const [before, after] = [losses[0], losses.at(-1)] as [number[], number[]];
    for (const [index, first] of before.entries()) {
      assert.ok((after[index] as number) < 0.9 * first, `replica ${index}: ${first} to ${after[index]}`);
    }
  });

  function logitsShape(): number[] {
    return model.apply(model.init(SEEDS), own).shape.slice(0, -1);
  }
}

test("the features of a random features model stay, and decide its outputs alone", () => {
  const model = randomFeatures(10, 16, 1, { kind: "relu", seed: 3 });
  const x = pattern([5, 10]);
  assert.deepEqual(
    leaves<Tensor>(model.init([1, 2])).map((leaf) => leaf.shape),
    [
      [2, 16, 1],
      [2, 1, 1],
    ],
  );
  const before = [...model.features(x).dataSync()];
  const { init, update } = adamw({ learningRate: 0.1, weightDecay: 0.1 });
  const params = model.init([1]);
  const gradient = gradients((p) => tf.sum(squaredError(model.apply(p, x), tf.ones([1, 5, 1]))), params);
  const [updates] = update(gradient, init(params), params);
  assert.ok(leaves<Tensor>(updates).every((leaf) => leaf.dataSync().some((value) => value !== 0)));
  assert.deepEqual([...model.features(x).dataSync()], before);
  assertClose(randomFeatures(10, 16, 1, { kind: "relu", seed: 3 }).features(x), model.features(x), 0);
  assert.notDeepEqual([...randomFeatures(10, 16, 1, { kind: "relu", seed: 4 }).features(x).dataSync()], before);
  const own = tf.stack([x, x]);
  assertClose(model.features(own), tf.stack([model.features(x), model.features(x)]));
});

test("products of random features estimate the kernels that they stand for", () => {
  const width = 40_000;
  const points = tf.tensor2d([
    [0.6, -0.2, 0.3],
    [0.1, 0.5, 0.4],
  ]);
  const [a, b] = points.arraySync() as [number[], number[]];
  const product = (kind: "relu" | "fourier", bandwidth = 1) => {
    const features = randomFeatures(3, width, 1, { kind, seed: 1, bandwidth }).features(points);
    return (tf.matMul(features, features, false, true).arraySync() as number[][])[0]?.[1] as number;
  };
  // The mean of `width` terms of standard deviation below 1: four standard errors are .02.
  const distance = Math.hypot(...a.map((value, index) => value - (b[index] as number)));
  assert.ok(Math.abs(product("fourier", 0.7) - Math.exp(-(distance ** 2) / (2 * 0.7 ** 2))) < 0.02);
  // The arc-cosine kernel of degree 1, divided by the 3 dimensions since v is on the sphere (Cho and Saul 2009).
  const [normA, normB] = [Math.hypot(...a), Math.hypot(...b)];
  const angle = Math.acos(a.reduce((sum, value, index) => sum + value * (b[index] as number), 0) / (normA * normB));
  const kernel = (normA * normB * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle))) / (3 * Math.PI);
  assert.ok(Math.abs(product("relu") - kernel) < 0.02 * normA * normB);
});

test("sizes that cannot be are named", () => {
  const sizes = { shape: [28, 28, 1], filters: [4, 8], kernel: 5, pooling: 2, units: 10, classes: 10 };
  assert.throws(() => cnn({ ...sizes, shape: [28, 28] }), /cnn: shape is \[28, 28\]; give \[height, width, channels\]/);
  assert.throws(() => cnn({ ...sizes, filters: [] }), /cnn: filters is \[\]; give a list of positive integers/);
  assert.throws(() => cnn({ ...sizes, filters: [4, 0] }), /filters is \[4, 0\]/);
  assert.throws(() => cnn({ ...sizes, pooling: 1.5 }), /pooling is 1.5/);
  assert.throws(
    () => cnn({ ...sizes, filters: [4, 4, 4] }),
    /28 × 28 are too small for 3 convolutions with kernels of 5/,
  );
  assert.throws(() => gru({ vocabulary: 0, units: 3, layers: 1 }), /gru: vocabulary is 0/);
  assert.throws(() => linear(0, 2), /widths is \[0, 2\]/);
  assert.throws(() => randomFeatures(0, 5, 2, { kind: "relu", seed: 1 }), /inputs is 0/);
  assert.throws(
    () => randomFeatures(4, 5, 2, { kind: "cosine" as "relu", seed: 1 }),
    /kind is "cosine"; give "relu" or "fourier"/,
  );
  assert.throws(() => randomFeatures(4, 5, 2, { kind: "fourier", seed: 1, bandwidth: 0 }), /bandwidth is 0/);
});
