import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { jit } from "../engine/jit.js";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree, unflatten } from "../engine/tree.js";
import {
  adadelta,
  adagrad,
  adam,
  adamax,
  adamw,
  amsgrad,
  applyUpdates,
  centeredRmsprop,
  emaMomentum,
  type Hyperparameter,
  l2,
  nadam,
  nesterov,
  notes,
  type Optimizer,
  rmsprop,
  scheduled,
  schedules,
  sgd,
} from "./index.js";

type Pick = (values: number[]) => Hyperparameter;

/** Hyper-parameters that a float32 holds exactly, so that [R] and numbers can agree to rounding. */
const momentum = (pick: Pick) => ({ learningRate: pick([0.5, 0.25]), momentum: pick([0.75, 0.5]) });
const rms = (pick: Pick) => ({
  learningRate: pick([0.5, 0.25]),
  decay: pick([0.75, 0.5]),
  epsilon: pick([0.125, 0.25]),
});
const moments = (pick: Pick) => ({
  learningRate: pick([0.5, 0.25]),
  beta1: pick([0.75, 0.5]),
  beta2: pick([0.875, 0.75]),
  epsilon: pick([0.125, 0.25]),
});

/** Every optimizer. */
const exact: Record<string, (pick: Pick) => Optimizer> = {
  sgd: (pick) => sgd({ learningRate: pick([0.5, 0.25]) }),
  "heavy ball": (pick) => sgd(momentum(pick)),
  emaMomentum: (pick) => emaMomentum(momentum(pick)),
  nesterov: (pick) => nesterov(momentum(pick)),
  adagrad: (pick) => adagrad({ learningRate: pick([0.5, 0.25]), epsilon: pick([0.125, 0.25]), initialSum: 0.5 }),
  adadelta: (pick) => adadelta(rms(pick)),
  rmsprop: (pick) => rmsprop(rms(pick)),
  centeredRmsprop: (pick) => centeredRmsprop(rms(pick)),
  adam: (pick) => adam(moments(pick)),
  adamax: (pick) => adamax(moments(pick)),
  nadam: (pick) => nadam(moments(pick)),
  amsgrad: (pick) => amsgrad(moments(pick)),
  "amsgrad without bias correction": (pick) => amsgrad({ ...moments(pick), biasCorrection: false }),
  adamw: (pick) => adamw({ ...moments(pick), weightDecay: pick([0.25, 0.5]) }),
  "adam with l2": (pick) => l2(adam(moments(pick)), pick([0.25, 0.5])),
  "notes.rmsprop": (pick) => notes.rmsprop(rms(pick)),
  "notes.adam": (pick) => notes.adam(moments(pick)),
  "adam by 1/√k": (pick) =>
    scheduled(schedules.inverseRoot(pick([0.5, 0.25])), (learningRate) => adam({ ...moments(pick), learningRate })),
  "sgd by steps": (pick) =>
    scheduled(schedules.step(pick([0.5, 0.25]), pick([0.5, 0.25]), 3), (learningRate) => sgd({ learningRate })),
};

const gradientsOf = (params: TensorTree) => mapTree((leaf) => tf.sub(tf.mul(leaf, leaf), 0.3), params);

interface Point {
  readonly params: TensorTree;
  readonly state: Record<string, TensorTree>;
}

function proceed(optimizer: Optimizer, { params, state }: Point, updates: number): Point {
  for (let step = 0; step < updates; step++) {
    const [change, next] = optimizer.update(gradientsOf(params), state, params);
    params = applyUpdates(params, change);
    state = next;
  }
  return { params, state };
}

function run(optimizer: Optimizer, params: TensorTree, updates: number): Point {
  return proceed(optimizer, { params, state: optimizer.init(params) }, updates);
}

/** A copy of a tree by way of its bytes, as a checkpoint makes it. */
function savedAndRestored<T extends TensorTree>(tree: T): T {
  const saved = leaves<Tensor>(tree).map((leaf) => ({ shape: leaf.shape, bytes: Buffer.from(leaf.dataSync().buffer) }));
  const restored = saved.map(({ shape, bytes }) => tf.tensor(new Float32Array(new Uint8Array(bytes).buffer), shape));
  return unflatten(tree, restored) as T;
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

  test(`${name}: saved mid-way and restored, it continues bit for bit`, () => {
    const start = { layer1: { kernel: tf.tensor([[[0.9, -0.2]], [[0.1, 0.7]]]), bias: tf.tensor([[0.2], [0.6]]) } };
    const optimizer = make((pair) => tf.tensor1d(pair));
    const middle = run(optimizer, start, 4);
    const straight = proceed(optimizer, middle, 4);
    const resumed = proceed(
      make((pair) => tf.tensor1d(pair)),
      savedAndRestored({ ...middle }),
      4,
    );
    assert.deepEqual(values({ ...resumed }), values({ ...straight }));
  });

  test(`${name}: compiled, it takes the same steps to rounding`, () => {
    const optimizer = make((pair) => tf.tensor1d(pair));
    const step = (point: Point) => proceed(optimizer, point, 1);
    const compiled = jit(({ params, state }: Point & Record<string, TensorTree>) => ({ ...step({ params, state }) }));
    const middle = run(
      optimizer,
      {
        w: tf.tensor([
          [0.9, -0.2],
          [0.1, 0.7],
        ]),
      },
      2,
    );
    assertClose(values({ ...compiled({ ...middle }) }), values({ ...step(middle) }), 1e-5);
  });

  test(`${name}: state belongs to a parameter by name, and a changed list is refused`, () => {
    const optimizer = make(([first]) => first as number);
    const { params, state } = run(optimizer, { a: tf.tensor([[0.9]]), b: tf.tensor([[-0.2]]) }, 3);
    const gradients = gradientsOf(params) as Record<string, Tensor>;
    const others = { b: gradients.b as Tensor, c: tf.tensor([[0.5]]) };
    const ofParams = Object.values(state).filter((tree) => leaves(tree).length === 2);
    const changed = () => optimizer.update(others, state, { b: tf.tensor([[0]]), c: tf.tensor([[0]]) });
    if (ofParams.length > 0) assert.throws(changed, /the trees differ: one has .*\b(a, b|b, c)\b/);
    const only = (tree: TensorTree) =>
      leaves(tree).length === 2 ? { b: (tree as Record<string, TensorTree>).b } : tree;
    const stateOfB = Object.fromEntries(Object.entries(state).map(([key, tree]) => [key, only(tree) as TensorTree]));
    const [both] = optimizer.update(gradients, state, params);
    const [alone] = optimizer.update(only(gradients) as TensorTree, stateOfB, only(params) as TensorTree);
    assert.deepEqual(values(alone), values(only(both) as TensorTree));
  });

  test(`${name}: without gradients it goes nowhere that weight decay does not take it`, () => {
    const params = { w: tf.tensor([[0, 0]]) };
    const optimizer = make(([first]) => first as number);
    const zero = { w: tf.zeros([1, 2]) };
    const [, state] = optimizer.update(zero, optimizer.init(params), params);
    const [updates] = optimizer.update(zero, state, params);
    assert.deepEqual(values(updates).map(Math.abs), [0, 0]);
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
  const kept = Object.entries(exact).map(([name, make]) => {
    const state = make(([first]) => first as number).init({ w: tf.zeros([3, 2]) });
    return [name, Object.keys(state).join(" ")];
  });
  assert.deepEqual(Object.fromEntries(kept), {
    sgd: "",
    "heavy ball": "velocity",
    emaMomentum: "velocity",
    nesterov: "velocity",
    adagrad: "sumOfSquares",
    adadelta: "secondMoment squaredSteps",
    rmsprop: "secondMoment",
    centeredRmsprop: "firstMoment variance",
    adam: "firstMoment secondMoment updates",
    adamax: "firstMoment largestGradient updates",
    nadam: "firstMoment secondMoment updates",
    amsgrad: "firstMoment secondMoment largestSecondMoment updates",
    "amsgrad without bias correction": "firstMoment secondMoment largestSecondMoment updates",
    adamw: "firstMoment secondMoment updates",
    "adam with l2": "firstMoment secondMoment updates",
    "notes.rmsprop": "secondMoment",
    "notes.adam": "firstMoment secondMoment",
    "adam by 1/√k": "firstMoment secondMoment updates scheduledUpdates",
    "sgd by steps": "scheduledUpdates",
  });
  const params = { w: tf.zeros([3, 2]) };
  assert.deepEqual(Object.keys(sgd({ learningRate: 1, momentum: 0 }).init(params)), ["velocity"]);
  assert.deepEqual(adam({ learningRate: 1 }).init(params).updates.shape, [3]);
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
  assert.throws(() => emaMomentum({ learningRate: 0.1, momentum: -0.1 }), /SGD \+ EMA momentum: momentum is -0.1/);
  assert.throws(() => nesterov({ learningRate: 0.1, momentum: 1 }), /Nesterov: momentum is 1/);
  assert.throws(() => adagrad({ learningRate: 0.1, initialSum: -1 }), /AdaGrad: initialSum is -1/);
  assert.throws(() => adadelta({ decay: 1 }), /Adadelta: decay is 1/);
  assert.throws(() => centeredRmsprop({ learningRate: 0.1, decay: 1 }), /Centered RMSProp: decay is 1/);
  assert.throws(() => adamax({ learningRate: 0.1, beta2: 1 }), /AdaMax: beta2 is 1/);
  assert.throws(() => nadam({ learningRate: 0.1, beta1: 1 }), /Nadam: beta1 is 1/);
  assert.throws(() => amsgrad({ learningRate: -1 }), /AMSGrad: learningRate is -1/);
  assert.throws(() => adamw({ learningRate: -1, weightDecay: 0.1 }), /AdamW: learningRate is -1/);
  assert.throws(() => adamw({ learningRate: 0.1, weightDecay: -1 }), /AdamW: weightDecay is -1/);
  assert.throws(() => l2(sgd({ learningRate: 0.1 }), Number.NaN), /SGD \+ L2: weightDecay is NaN/);
  assert.throws(() => schedules.inverse(-1), /Rate by 1\/k: rate is -1/);
  assert.throws(() => schedules.step(1, Number.NaN, 10), /Rate by steps: factor is NaN/);
  assert.throws(() => schedules.step(1, 0.5, 0), /Rate by steps: every is 0; give a finite number above 0/);
  assert.throws(() => notes.adam({ learningRate: 0.1, epsilon: -1e-8 }), /Adam: epsilon is -1e-8/);
});
