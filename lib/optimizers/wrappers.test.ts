import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "@tensorflow/tfjs";
import { type TensorTree, tf } from "../engine/index.js";
import {
  adam,
  applyUpdates,
  clippedByNorm,
  clippedByValue,
  grouped,
  type Hyperparameter,
  idbdDeep,
  l2,
  type Optimizer,
  plateau,
  scheduled,
  schedules,
  sgd,
  smoothedLoss,
} from "./index.js";

type Maker = (learningRate: Hyperparameter) => Optimizer;
type Wrapper = (make: Maker) => Maker;

const plain: Maker = (learningRate) => sgd({ learningRate });

/** Every wrapper as a function from a maker to a maker: each passes the learning rate on in its own way. */
const wrappers: Record<string, Wrapper> = {
  l2: (make) => (rate) => l2(make(rate), 0.5),
  clippedByValue: (make) => (rate) => clippedByValue(make(rate), 2),
  clippedByNorm: (make) => (rate) => clippedByNorm(make(rate), 2),
  grouped: (make) => (rate) => grouped({ all: make(rate) }, () => "all"),
  smoothedLoss: (make) => (rate) => smoothedLoss(make(rate), 0.5),
  scheduled: (make) => (rate) => scheduled(schedules.step(rate, 0.5, 2), make),
  plateau: (make) => (rate) => plateau({ rate, factor: 0.5, patience: 0, threshold: 0 }, make),
};

/** The rates of six updates from gradients of 1 and losses that never fall, x kept at 0. */
function rates(optimizer: Optimizer): number[] {
  const x = tf.zeros([1, 1]);
  let state = optimizer.init(x);
  return Array.from({ length: 6 }, () => {
    const [step, next] = optimizer.update(tf.ones([1, 1]), state, x, tf.tensor1d([1]));
    state = next;
    return -((step as Tensor).dataSync()[0] as number);
  });
}

const still = [1, 1, 1, 1, 1, 1];
const scheduleOnce = [1, 1, 0.5, 0.5, 0.25, 0.25];
/** The first loss is the best so far, each later one no improvement. */
const plateauOnce = [1, 0.5, 0.25, 0.125, 0.0625, 0.03125];
const product = (a: number[], b: number[]) => a.map((value, at) => value * (b[at] as number));

/** The rates of what a wrapper leaves as they are. */
const unchanged = (wrapper: string) => ({ scheduled: scheduleOnce, plateau: plateauOnce })[wrapper] ?? still;

/** Why `outer(inner)` is refused. */
const refused: Record<string, Record<string, RegExp>> = {
  smoothedLoss: {
    smoothedLoss: /^RangeError: Smoothed loss: the loss of SGD is smoothed already, and both means would be called/,
  },
  scheduled: {
    plateau:
      /^RangeError: Schedule: SGD keeps the rate that a plateau lowers in its state, .*; give plateau\(options, /,
  },
  plateau: {
    plateau: /^RangeError: Plateau: SGD keeps the rate that a plateau lowers in its state, .*; give one of the two\.$/,
  },
};

for (const [outer, wrap] of Object.entries(wrappers)) {
  for (const [inner, wrapInner] of Object.entries(wrappers)) {
    test(`${inner} in ${outer}`, () => {
      const wanted = refused[outer]?.[inner] ?? product(unchanged(outer), unchanged(inner));
      const found = () => rates(wrap(wrapInner(plain))(1));
      if (wanted instanceof RegExp) assert.throws(found, wanted);
      else assert.deepEqual(found(), wanted);
    });
  }
}

test("a learning rate that does not reach the optimizer is refused", () => {
  const half = schedules.constant(0.5);
  assert.throws(() => scheduled(half, () => adam({ learningRate: 1 })), /^RangeError: Schedule: make gives the same/);
  assert.throws(() => plateau({ rate: 1 }, () => plain(1)), /^RangeError: Plateau: make gives the same optimizer/);
  const learning = scheduled(half, (initialRate) => idbdDeep({ metaRate: 0.1, initialRate }));
  assert.throws(() => learning.init(tf.zeros([1, 1])), /Schedule: IDBD \(deep\) keeps step sizes that it learns/);
  const inGroup = plateau({ rate: 1 }, (initialRate) =>
    grouped({ all: idbdDeep({ metaRate: 0.1, initialRate }) }, () => "all"),
  );
  assert.throws(() => inGroup.init(tf.zeros([1, 1])), /Plateau: IDBD \(deep\) keeps step sizes that it learns/);
  assert.throws(() => scheduled(half, plain(1) as never), /^RangeError: Schedule: make is \{ name: "SGD", /);
  assert.throws(
    () => scheduled(half, (() => 1) as never),
    /^RangeError: Schedule: what make returns is 1; give an opt/,
  );
  assert.throws(() => l2(adam as never, 0.1), /^RangeError: l2: optimizer is the function adam, not called; give/);
  assert.throws(() => smoothedLoss(undefined as never, 0.1), /^RangeError: Smoothed loss: optimizer is missing/);
});

test("applyUpdates refuses an update of another shape, which would be stretched", () => {
  const update = (tree: TensorTree) => () => applyUpdates({ w: { kernel: tf.zeros([4, 2]) } }, tree);
  assert.throws(
    update({ w: { kernel: tf.zeros([1, 2]) } }),
    /^Error: applyUpdates: the update of w\.kernel has shape \[1,2\]; give one of \[4,2\], as the parameter's\.$/,
  );
  assert.throws(update({ w: {} }), /the trees differ/);
});
