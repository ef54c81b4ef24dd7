import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { jit } from "../engine/jit.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import { leaves, mapTree, type TensorTree } from "../engine/tree.js";
import {
  adadelta,
  adagrad,
  adam,
  amsgrad,
  applyUpdates,
  centeredRmsprop,
  emaMomentum,
  type Hyperparameter,
  nesterov,
  nesterovLookahead,
  type Optimizer,
  type Schedule,
  scheduled,
  schedules,
  sgd,
} from "./index.js";
import { movingAverage } from "./movingAverage.js";

const valuesOf = (tree: { readonly x: Tensor }) => [...tree.x.dataSync()];

/** Where one replica stands after each update from `start`. */
function path(optimizer: Optimizer, start: number[], updates: number, gradient: (x: number[], k: number) => number[]) {
  let params = { x: tf.tensor([start]) };
  let state = optimizer.init(params);
  return Array.from({ length: updates }, (_, k) => {
    const [change, next] = optimizer.update({ x: tf.tensor([gradient(valuesOf(params), k)]) }, state, params);
    params = applyUpdates(params, change);
    state = next;
    return valuesOf(params);
  });
}

function assertWithin(tolerance: number, found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  assert.ok(
    found.every((value, at) => Math.abs(value - (expected[at] as number)) <= tolerance),
    `${found} against ${expected}`,
  );
}

/** Keras' tests: ten coordinates at 1, gradients .01 in the first update and .1 … 1.0 in the others; tolerance theirs. */
function assertAsInKeras(optimizer: Optimizer, expected: number[]): void {
  const ones = Array<number>(10).fill(1);
  const found = path(optimizer, ones, 5, (_, k) => ones.map((_one, at) => (k === 0 ? 0.01 : 0.1 * (at + 1))));
  found.forEach((point, k) => {
    assertWithin(5e-4, point, Array<number>(10).fill(expected[k] as number));
  });
}

test("Adadelta and AMSGrad go where Keras' tests want them", () => {
  assertAsInKeras(adadelta({ decay: 0.8, epsilon: 1e-6 }), [0.9978, 0.9947, 0.9915, 0.9882, 0.9849]);
  assertAsInKeras(amsgrad({ learningRate: 1e-3, epsilon: 1e-7 }), [0.999, 0.9982, 0.9974, 0.9965, 0.9955]);
});

test("Adadelta and AdaGrad descend as in optax's docstrings", () => {
  const objectives = (optimizer: Optimizer) =>
    path(optimizer, [1, 2, 3], 5, (x) => x.map((value) => 2 * value)).map((x) =>
      x.reduce((sum, value) => sum + value * value, 0),
    );
  const printed = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  assert.deepEqual(printed(objectives(adadelta({ learningRate: 10 }))), [13.6, 13.2, 12.9, 12.5, 12.1]);
  assert.deepEqual(
    printed(objectives(adagrad({ learningRate: 1, epsilon: 1e-7, initialSum: 0.1 }))),
    [5.01, 2.4, 1.25, 0.686, 0.385],
  );
});

test("Adadelta's first step is Zeiler's: √ε / √((1 − ρ) g² + ε) of the gradient, not the whole of it", () => {
  const [first = []] = path(adadelta(), [1, 2], 1, () => [1, 1]);
  assertWithin(1e-6, first, [1 - 1e-3 / Math.sqrt(0.1 + 1e-6), 2 - 1e-3 / Math.sqrt(0.1 + 1e-6)]);
  assertWithin(5e-6, first, [0.99684, 1.99684]);
});

test("centered RMSProp stands still at gradient 0, and takes finite steps where the gradient does not vary", () => {
  const still = path(centeredRmsprop({ learningRate: 0.1 }), [1, -2], 3, () => [0, 0]);
  assert.deepEqual(still, Array(3).fill([1, -2]));
  const decay = 0.5;
  const constant = [0.3, 3.3];
  const steps = path(centeredRmsprop({ learningRate: 0.1, decay }), [0, 0], 60, () => constant).flat();
  assert.ok(steps.every(Number.isFinite), `${steps}`);
  // In float32 s − m² falls below 0 on these gradients.
  const average = (previous: Tensor, value: Tensor) => movingAverage(decay, previous, value);
  const g = tf.tensor([constant]);
  let [m, s] = [tf.zerosLike(g), tf.zerosLike(g)] as [Tensor, Tensor];
  const least = Array.from({ length: 60 }, () => {
    [m, s] = [average(m, g), average(s, tf.square(g))];
    return tf.min(tf.sub(s, tf.square(m))).dataSync()[0] as number;
  });
  assert.ok(Math.min(...least) < 0);
});

test("another momentum takes effect on the state that there is", () => {
  const params = { x: tf.tensor([[0]]) };
  const gradients = { x: tf.tensor([[2]]) };
  for (const [make, expected] of [
    [sgd, -(0.25 * 2 + 2)],
    [emaMomentum, -(0.25 * 0.5 + 0.75 * 2)],
    [nesterov, -(0.25 * (0.25 * 2 + 2) + 2)],
  ] as const) {
    const before = make({ learningRate: 1, momentum: 0.75 });
    const [, state] = before.update(gradients, before.init(params), params);
    const [updates] = make({ learningRate: 1, momentum: 0.25 }).update(gradients, state, params);
    assert.deepEqual(valuesOf(updates as typeof params), [expected]);
  }
});

test("momentum as a moving average is the heavy ball at (1 − β) of its learning rate", () => {
  const gradient = ([x = 0, y = 0]: number[]) => [x, 20 * y];
  const average = path(emaMomentum({ learningRate: 0.08, momentum: 0.75 }), [1, -1], 20, gradient);
  const ball = path(sgd({ learningRate: 0.02, momentum: 0.75 }), [1, -1], 20, gradient);
  average.forEach((point, k) => {
    assertWithin(1e-6, point, ball[k] as number[]);
  });
});

test("Nesterov's usual form stands at the point ahead of the lookahead form, θ − lr · β · v", () => {
  const [learningRate, momentum] = [0.02, 0.9];
  const gradientsAt = (tree: TensorTree) => mapTree((x) => tf.mul(x, [[1, 20]]), tree);
  const usual = nesterov({ learningRate, momentum });
  const lookahead = nesterovLookahead({ learningRate, momentum });
  const start = { x: tf.tensor([[1, -1]]) };
  let [at, atState] = [start, usual.init(start)];
  let [behind, behindState] = [start, lookahead.init(start)];
  for (let k = 0; k < 30; k++) {
    const [atUpdates, atNext] = usual.update(gradientsAt(at), atState, at);
    [at, atState] = [applyUpdates(at, atUpdates), atNext];
    const [behindUpdates, behindNext] = lookahead.update(gradientsAt, behindState, behind);
    [behind, behindState] = [applyUpdates(behind, behindUpdates), behindNext];
    const ahead = mapTree((x, v) => tf.sub(x, tf.mul(learningRate * momentum, v)), behind, behindState.velocity);
    assertWithin(1e-6, valuesOf(at), valuesOf(ahead));
  }
});

test("the lookahead form on a quadric is its linear recurrence", () => {
  const [learningRate, momentum, curvature] = [0.3, 0.6, 1.4];
  const { init, update } = nesterovLookahead({ learningRate, momentum });
  let params = { x: tf.tensor([[2]]) };
  let state = init(params);
  let [x, v] = [2, 0];
  for (let k = 0; k < 10; k++) {
    const [updates, next] = update((tree) => mapTree((leaf) => tf.mul(leaf, curvature), tree), state, params);
    [params, state] = [applyUpdates(params, updates), next];
    v = momentum * v + curvature * (x - learningRate * momentum * v);
    x -= learningRate * v;
    assertWithin(1e-6, valuesOf(params), [x]);
  }
});

/** f = 1010x in every 101st update and −10x in the others, on [−1, 1]: best at −1. Where x is after a million from 0. */
function onReddisProblem(make: (learningRate: Hyperparameter) => Optimizer): number {
  type Carry = { params: TensorTree; state: ReturnType<typeof init>; k: Tensor };
  const { init, update } = scheduled(schedules.inverseRoot(0.5), make);
  const step = ({ params, state, k }: Carry): [Carry, TensorTree] => {
    const gradients = { x: tf.where(tf.equal(tf.mod(k, 101), 1), tf.fill([1, 1], 1010), tf.fill([1, 1], -10)) };
    const [updates, next] = update(gradients, state, params);
    const inside = mapTree((x) => tf.clipByValue(x, -1, 1), applyUpdates(params, updates));
    return [{ params: inside, state: next, k: tf.add(k, 1) }, {}];
  };
  const start = { x: tf.zeros([1, 1]) };
  const million = jit((carry: Carry) => scan(step, carry, 1_000_000)[0].params);
  const [x] = leaves<Tensor>(million({ params: start, state: init(start), k: tf.ones([1, 1]) }));
  return (x as Tensor).dataSync()[0] as number;
}

test("on the problem of Reddi, Kale and Kumar Adam goes to the worst point, AMSGrad to the best", () => {
  const options = { beta1: 0.9, beta2: 0.99, epsilon: 0, biasCorrection: false };
  const found = [adam, amsgrad].map((method) =>
    onReddisProblem((learningRate) => method({ ...options, learningRate }) as Optimizer),
  );
  assertWithin(5e-4, found, [1, -0.997]);
});

test("schedules at the first updates", () => {
  const rates = (schedule: Schedule) =>
    path(
      scheduled(schedule, (learningRate) => sgd({ learningRate })),
      [0],
      5,
      () => [-1],
    ).map(([x = 0], k, points) => x - (points[k - 1]?.[0] ?? 0));
  assertWithin(1e-6, rates(schedules.constant(0.5)), [0.5, 0.5, 0.5, 0.5, 0.5]);
  assertWithin(1e-6, rates(schedules.inverse(0.6)), [0.6, 0.3, 0.2, 0.15, 0.12]);
  assertWithin(1e-6, rates(schedules.inverseRoot(0.6)), [
    0.6,
    0.6 / Math.SQRT2,
    0.6 / Math.sqrt(3),
    0.3,
    0.6 / Math.sqrt(5),
  ]);
  assertWithin(1e-6, rates(schedules.step(0.8, 0.5, 2)), [0.8, 0.8, 0.4, 0.4, 0.2]);
});

test("a replica that is reset starts its schedule anew", () => {
  const optimizer = scheduled(schedules.inverse(1), (learningRate) => sgd({ learningRate }));
  const params = { x: tf.zeros([2, 1]) };
  const gradients = { x: tf.ones([2, 1]) };
  const [updates] = optimizer.update(
    gradients,
    { ...optimizer.init(params), scheduledUpdates: tf.tensor1d([3, 0]) },
    params,
  );
  assert.deepEqual(valuesOf(updates as typeof params), [-0.25, -1]);
});
