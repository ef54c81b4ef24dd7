import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { flatten, leaves, mapTree } from "../engine/tree.js";
import type { Dense } from "./dense.js";
import { type MlpParams, mlp } from "./mlp.js";

const replica = (params: MlpParams, index: number) => mapTree((leaf) => tf.slice(leaf, index, 1), params);
const values = (params: MlpParams) => leaves<tf.Tensor>(params).map((leaf) => [...leaf.dataSync()]);

function assertClose(found: tf.Tensor, expected: tf.Tensor, tolerance = 1e-5): void {
  assert.deepEqual(found.shape, expected.shape);
  const wanted = expected.dataSync();
  found.dataSync().forEach((value, index) => {
    assert.ok(Math.abs(value - (wanted[index] as number)) < tolerance, `${value} against ${wanted[index]} at ${index}`);
  });
}

test("parameters are named by layer, with the replica axis first", () => {
  const { leaves: found, paths } = flatten<tf.Tensor>(mlp([5, 4, 3, 2]).init([0, 1]));
  assert.deepEqual(
    paths.map((path, index) => [path, found[index]?.shape]),
    [
      ["layer1.kernel", [2, 5, 4]],
      ["layer1.bias", [2, 1, 4]],
      ["layer2.kernel", [2, 4, 3]],
      ["layer2.bias", [2, 1, 3]],
      ["output.kernel", [2, 3, 2]],
      ["output.bias", [2, 1, 2]],
    ],
  );
});

test("a replica depends on its own seed alone, and different seeds differ", () => {
  const { init } = mlp([6, 5, 3]);
  const together = init([3, 11, 3]);
  assert.deepEqual(values(replica(together, 1)), values(init([11])));
  assert.deepEqual(values(replica(together, 0)), values(replica(together, 2)));
  assert.notDeepEqual(values(replica(together, 0)), values(replica(together, 1)));
});

test("weights and biases are uniform within 1 / √fanIn", () => {
  const { kernel, bias } = mlp([400, 300]).init([5]).output as Dense;
  for (const leaf of [kernel, bias]) {
    const data = [...leaf.dataSync()];
    const bound = 1 / 20;
    assert.ok(data.every((value) => Math.abs(value) <= bound + 1e-8));
    const variance = data.reduce((sum, value) => sum + value * value, 0) / data.length;
    const standardError = (bound ** 2 / 3) * Math.sqrt(0.8 / data.length);
    assert.ok(Math.abs(variance - bound ** 2 / 3) < 4 * standardError, `variance ${variance}`);
  }
});

test("apply is the perceptron in closed form", () => {
  const params = {
    layer1: { kernel: tf.tensor([[[1, -1, 0.5]], [[2, 1, 1]]]), bias: tf.tensor([[[0, 0, 1]], [[-1, 0, 0]]]) },
    output: {
      kernel: tf.tensor([
        [[1], [2], [3]],
        [[1], [1], [1]],
      ]),
      bias: tf.tensor([[[0.5]], [[0]]]),
    },
  };
  const inputs = tf.tensor2d([[1], [-2]]);
  // Replica 1: relu(1, −1, 1.5) → 1 + 4.5 + .5; relu(−2, 2, 0) → 4 + .5.
  assertClose(
    mlp([1, 3, 1]).apply(params, inputs),
    tf.tensor([
      [[6], [4.5]],
      [[3], [0]],
    ]),
  );
  const [a, b, c] = [1, -1, 1.5].map(Math.tanh) as [number, number, number];
  const first = tf.slice(mlp([1, 3, 1], { activation: "tanh" }).apply(params, inputs), 0, 1);
  assertClose(tf.slice(first, [0, 0], [1, 1]), tf.tensor([[[a + 2 * b + 3 * c + 0.5]]]));
});

test("inputs shared by the replicas give what a copy for each gives, and the same gradients", () => {
  const { init, apply } = mlp([7, 6, 4]);
  const params = init([1, 2, 3]);
  const shared = tf.tensor2d(
    Float32Array.from({ length: 35 }, (_, index) => Math.sin(index)),
    [5, 7],
  );
  const copies = tf.stack([shared, shared, shared]);
  assertClose(apply(params, shared), apply(params, copies));
  const layer1 = params.layer1 as Dense;
  const gradient = (inputs: tf.Tensor) =>
    tf.grad((kernel: tf.Tensor) => tf.sum(tf.square(apply({ ...params, layer1: { ...layer1, kernel } }, inputs))))(
      layer1.kernel,
    );
  assertClose(gradient(shared), gradient(copies));
});

test("a replica's logits do not depend on its company", () => {
  const { init, apply } = mlp([7, 6, 4]);
  const params = init([1, 2, 3]);
  const inputs = tf.tensor2d(
    Float32Array.from({ length: 35 }, (_, index) => Math.cos(index)),
    [5, 7],
  );
  assertClose(apply(replica(params, 1), inputs), tf.slice(apply(params, inputs), 1, 1), 1e-6);
});

test("widths and activations that cannot be are named", () => {
  assert.throws(() => mlp([784]), /mlp: widths is \[784\]; give a list of at least features and classes/);
  assert.throws(() => mlp([784, 0, 10]), /widths is \[784, 0, 10\]/);
  assert.throws(() => mlp([2, 2], { activation: "swish" as "relu" }), /activation is "swish"; give "relu", "tanh"/);
});
