import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import { adam, applyUpdates, type Hyperparameter, notes, type Optimizer, rmsprop, sgd } from "./index.js";

/** Every optimizer, with hyper-parameters that a float32 holds exactly, so that [R] and numbers can agree to rounding. */
const exact: Record<string, (pick: (values: number[]) => Hyperparameter) => Optimizer> = {
  sgd: (pick) => sgd({ learningRate: pick([0.5, 0.25]) }),
  momentum: (pick) => sgd({ learningRate: pick([0.5, 0.25]), momentum: pick([0.75, 0.5]) }),
  rmsprop: (pick) =>
    rmsprop({ learningRate: pick([0.5, 0.25]), decay: pick([0.75, 0.5]), epsilon: pick([0.125, 0.25]) }),
  adam: (pick) =>
    adam({
      learningRate: pick([0.5, 0.25]),
      beta1: pick([0.75, 0.5]),
      beta2: pick([0.875, 0.75]),
      epsilon: pick([0.125, 0.25]),
    }),
  "notes.adam": (pick) =>
    notes.adam({ learningRate: pick([0.5, 0.25]), beta1: pick([0.75, 0.5]), epsilon: pick([0.125, 0.25]) }),
};

const gradientsOf = (params: TensorTree) => mapTree((leaf) => tf.sub(tf.mul(leaf, leaf), 0.3), params);

function run(optimizer: Optimizer, start: TensorTree, updates: number): { params: TensorTree; state: TensorTree } {
  let params = start;
  let state = optimizer.init(params);
  for (let step = 0; step < updates; step++) {
    const [change, next] = optimizer.update(gradientsOf(params), state, params);
    params = applyUpdates(params, change);
    state = next;
  }
  return { params, state };
}

const values = (tree: TensorTree) => leaves<Tensor>(tree).flatMap((leaf) => [...leaf.dataSync()]);

function assertClose(found: number[], expected: number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, index) => {
    const wanted = expected[index] as number;
    assert.ok(Math.abs(value - wanted) <= tolerance * Math.max(1e-3, Math.abs(wanted)), `${found} against ${expected}`);
  });
}

/** The first update from gradients (.3, −2), replica by replica. */
function firstUpdate(optimizer: Optimizer): number[] {
  const params = { w: tf.tensor([[1, 2]]) };
  const [updates] = optimizer.update({ w: tf.tensor([[0.3, -2]]) }, optimizer.init(params), params);
  return values(updates);
}

for (const [name, make] of Object.entries(exact)) {
  test(`${name}: one value per replica is as many separate runs`, () => {
    const kernels = [tf.tensor([[[0.9, -0.2, 0.4]]]), tf.tensor([[[0.1, 0.7, -0.4]]])];
    const biases = [tf.tensor([[0.2]]), tf.tensor([[0.6]])];
    const together = run(
      make((pair) => tf.tensor1d(pair)),
      { layer1: { kernel: tf.concat(kernels), bias: tf.concat(biases) } },
      7,
    );
    const alone = kernels.map((kernel, replica) =>
      run(
        make((pair) => pair[replica] as number),
        { layer1: { kernel, bias: biases[replica] as Tensor } },
        7,
      ),
    );
    for (const part of ["params", "state"] as const) {
      const [first, second] = alone.map((result) => result[part]) as [TensorTree, TensorTree];
      const expected = mapTree((a, b) => tf.concat([a, b]), first, second);
      assertClose(values(together[part]), values(expected), 1e-5);
    }
  });

  test(`${name}: init after a run is init before it`, () => {
    const optimizer = make(([first]) => first as number);
    const start = { w: tf.tensor([[0.9, -0.2]]) };
    const before = values(optimizer.init(start));
    const once = values(run(optimizer, start, 5).params);
    assert.deepEqual(values(optimizer.init(start)), before);
    assert.deepEqual(values(run(optimizer, start, 5).params), once);
  });
}

test("the first update in closed form", () => {
  assertClose(firstUpdate(sgd({ learningRate: 0.1 })), [-0.03, 0.2], 1e-6);
  assertClose(firstUpdate(sgd({ learningRate: 0.1, momentum: 0.9 })), [-0.03, 0.2], 1e-6);
  // s = (1 − β) g², so the step is lr / √(1 − β), ten times the learning rate here.
  assertClose(firstUpdate(rmsprop({ learningRate: 0.1, decay: 0.99, epsilon: 0 })), [-1, 1], 1e-5);
  assertClose(firstUpdate(adam({ learningRate: 0.1 })), [-0.1, 0.1], 1e-5);
  // Without bias correction (1 − β₁) / √(1 − β₂) = .1 / √.001 learning rates.
  assertClose(firstUpdate(notes.adam({ learningRate: 0.1, epsilon: 0 })), [-0.316228, 0.316228], 1e-5);
});

test("ε stands inside the root or outside of it", () => {
  const at = (epsilonInsideRoot: boolean) =>
    firstUpdate(rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16, epsilonInsideRoot }))[0] as number;
  assertClose([at(true), at(false)], [-0.3 / 0.5, -0.3 / 0.46], 1e-6);
  assert.deepEqual(
    firstUpdate(notes.rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16 })),
    firstUpdate(rmsprop({ learningRate: 1, decay: 0, epsilon: 0.16, epsilonInsideRoot: true })),
  );
});

test("adam counts the updates of each replica: one that is reset takes a first step, its neighbour a later one", () => {
  const optimizer = adam({ learningRate: 0.1 });
  const params = { w: tf.tensor([[1], [1]]) };
  const gradients = { w: tf.tensor([[0.3], [0.3]]) };
  const [, used] = optimizer.update(gradients, optimizer.init(params), params);
  const fresh = optimizer.init(params);
  const mixed = mapTree((old, zero) => tf.concat([tf.slice(old, 0, 1), tf.slice(zero, 1, 1)]), used, fresh);
  const [updates, next] = optimizer.update({ w: tf.tensor([[0], [0.3]]) }, mixed, params);
  assert.deepEqual(values(next.updates), [2, 1]);
  const later = ((0.9 * 0.1) / 0.19 / Math.sqrt((0.999 * 0.001) / (1 - 0.999 ** 2))) * -0.1;
  assertClose(values(updates), [later, -0.1], 1e-5);
});

test("states are named, and only what is needed is kept", () => {
  const params = { w: tf.zeros([3, 2]) };
  assert.deepEqual(sgd({ learningRate: 1 }).init(params), {});
  assert.deepEqual(Object.keys(sgd({ learningRate: 1, momentum: 0 }).init(params)), ["velocity"]);
  assert.deepEqual(Object.keys(rmsprop({ learningRate: 1 }).init(params)), ["secondMoment"]);
  assert.deepEqual(Object.keys(adam({ learningRate: 1 }).init(params)), ["firstMoment", "secondMoment", "updates"]);
  assert.deepEqual(adam({ learningRate: 1 }).init(params).updates.shape, [3]);
  assert.deepEqual(Object.keys(notes.adam({ learningRate: 1 }).init(params)), ["firstMoment", "secondMoment"]);
});

test("a hyper-parameter that cannot be used is named with its optimizer and value", () => {
  assert.throws(() => sgd({ learningRate: -0.1 }), /^Error: SGD: learningRate is -0.1; give a finite number/);
  assert.throws(() => sgd({ learningRate: Number.NaN }), /SGD: learningRate is NaN/);
  assert.throws(() => sgd({ learningRate: 0.1, momentum: 1 }), /SGD \+ momentum: momentum is 1; give .* below 1/);
  assert.throws(() => rmsprop({ learningRate: Number.POSITIVE_INFINITY }), /RMSProp: learningRate is Infinity/);
  assert.throws(() => rmsprop({ learningRate: 0.1, decay: -0.5 }), /RMSProp: decay is -0.5/);
  assert.throws(() => rmsprop({ learningRate: 0.1, epsilon: -1 }), /RMSProp: epsilon is -1/);
  assert.throws(() => adam({ learningRate: 0.1, beta1: 1.5 }), /Adam: beta1 is 1.5/);
  assert.throws(() => adam({ learningRate: 0.1, beta2: Number.NaN }), /Adam: beta2 is NaN/);
  assert.throws(() => notes.adam({ learningRate: 0.1, epsilon: -1e-8 }), /Adam: epsilon is -1e-8/);
});
