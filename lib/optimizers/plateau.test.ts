import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { jit } from "../engine/jit.js";
import { scan } from "../engine/scan.js";
import { tf } from "../engine/tensorflow.js";
import type { TensorTree } from "../engine/tree.js";
import { type Hyperparameter, l2, type Optimizer, plateau, scheduled, schedules, sgd, smoothedLoss } from "./index.js";

const withRate = (learningRate: Hyperparameter) => sgd({ learningRate });

/** The rates that replicas take at the given losses, [updates][R]: how far SGD goes at gradient −1. */
function rates(optimizer: Optimizer, losses: number[][]): number[][] {
  const params = { x: tf.zeros([losses[0]?.length as number, 1]) };
  const gradients = { x: tf.fill(params.x.shape, -1) };
  let state = optimizer.init(params);
  return losses.map((row) => {
    const [updates, next] = optimizer.update(gradients, state, params, tf.tensor1d(row));
    state = next;
    return [...(updates as typeof params).x.dataSync()];
  });
}

const column = (values: number[]) => values.map((value) => [value]);

test("the rate falls at the update after `patience` without improvement, to its minimum and no further", () => {
  const optimizer = plateau({ rate: 1, factor: 0.25, patience: 2, minimumRate: 0.125 }, withRate);
  const losses = [8, 4, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2];
  const found = rates(optimizer, column(losses)).flat();
  //                      8  4  4  4  4     4     4     4      2 …
  assert.deepEqual(found, [1, 1, 1, 1, 0.25, 0.25, 0.25, 0.125, ...Array(7).fill(0.125)]);
});

test("an improvement is relative: less than the threshold below the best is none, however often", () => {
  const optimizer = plateau({ rate: 1, factor: 0.5, patience: 1, threshold: 0.25 }, withRate);
  // .75 is needed after 1; .7 improves, and then .525 is needed.
  const found = rates(optimizer, column([1, 0.8, 0.7, 0.6, 0.53, 0.5, 0.4, 0.38]));
  assert.deepEqual(found.flat(), [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25]);
});

test("a rate below the minimum stays where it is, and a loss that is not a number is no improvement", () => {
  const low = plateau({ rate: 0.5, patience: 0, minimumRate: 0.75 }, withRate);
  assert.deepEqual(rates(low, column([1, 1, 1])).flat(), [0.5, 0.5, 0.5]);
  const diverging = plateau({ rate: 1, factor: 0.5, patience: 0 }, withRate);
  const losses = column([1, Number.NaN, Number.POSITIVE_INFINITY, 0.5]);
  assert.deepEqual(rates(diverging, losses).flat(), [1, 0.5, 0.25, 0.25]);
});

test("each replica has a plateau of its own, with its own settings", () => {
  const of = (values: number[]) => tf.tensor1d(values);
  const optimizer = plateau({ rate: of([1, 2]), factor: of([0.5, 0.25]), patience: of([1, 0]) }, withRate);
  const losses = [
    [4, 1],
    [4, 2],
    [4, 0.5],
    [1, 0.5],
  ];
  assert.deepEqual(rates(optimizer, losses), [
    [1, 2],
    [1, 0.5],
    [0.5, 0.5],
    [0.5, 0.125],
  ]);
});

test("the smoothed loss is the mean with weights βᵗ⁻ᵏ", () => {
  const beta = 0.75;
  const losses = [3, 1, 4, 1, 5, 9, 2, 6];
  const seen: number[] = [];
  const listener: Optimizer<Record<never, TensorTree>> = {
    name: "listener",
    init: () => ({}),
    update(gradients, state, _params, loss) {
      seen.push((loss as Tensor).dataSync()[0] as number);
      return [gradients, state];
    },
  };
  rates(smoothedLoss(listener, beta), column(losses));
  losses.forEach((_, t) => {
    const weights = losses.slice(0, t + 1).map((_loss, k) => beta ** (t - k));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const expected = weights.reduce((sum, weight, k) => sum + weight * (losses[k] as number), 0) / total;
    assert.ok(Math.abs((seen[t] as number) - expected) < 1e-6 * expected, `${seen[t]} against ${expected}`);
  });
});

test("one lucky batch makes a plateau of the batches' loss, not of their mean", () => {
  const losses = column(Array.from({ length: 60 }, (_, k) => 0.97 ** k * (k === 10 ? 0.1 : 1)));
  const make = () => plateau({ rate: 1, factor: 0.5, patience: 12 }, withRate);
  assert.deepEqual(rates(make(), losses).at(-1), [0.125]);
  assert.deepEqual(rates(smoothedLoss(make(), 0.875), losses).at(-1), [1]);
});

test("wrappers pass the loss on, and methods that do not look at it take it", () => {
  const wrapped = l2(plateau({ rate: 1, factor: 0.5, patience: 0 }, withRate), 0.5);
  assert.deepEqual(rates(wrapped, column([1, 1, 1])).flat(), [1, 0.5, 0.25]);
  const states = scheduled(schedules.constant(1), (learningRate) => smoothedLoss(sgd({ learningRate }), 0.5));
  const params = { x: tf.zeros([1, 1]) };
  const loss = tf.tensor1d([1]);
  const [, once] = states.update(params, states.init(params), params, loss);
  const [, twice] = states.update(params, once, params, loss);
  assert.deepEqual([...twice.meanLoss.dataSync()], [0.75]);
  const plain = sgd({ learningRate: 1, momentum: 0.5 });
  const withLoss = plain.update(params, plain.init(params), params, loss);
  assert.deepEqual([...(withLoss[0] as typeof params).x.dataSync()].map(Math.abs), [0]);
});

test("without a loss, or with one of another shape, the error says what to pass", () => {
  const params = { x: tf.zeros([3, 2]) };
  const lowered = plateau({ rate: 1 }, withRate);
  const smoothed = smoothedLoss(sgd({ learningRate: 1 }), 0.5);
  const wanted = "pass the loss of each replica at the parameters, shape \\[3\\], as update's fourth argument\\.$";
  assert.throws(
    () => lowered.update(params, lowered.init(params), params),
    new RegExp(`^Error: Plateau: update was given no loss; ${wanted}`),
  );
  assert.throws(
    () => lowered.update(params, lowered.init(params), params, tf.scalar(1)),
    new RegExp(`^Error: Plateau: the loss has shape \\[\\]; ${wanted}`),
  );
  assert.throws(
    () => smoothed.update(params, smoothed.init(params), params),
    /^Error: Smoothed loss: update was given no/,
  );
});

test("init compiled is init, the best loss infinite", () => {
  const { init } = plateau({ rate: 0.25 }, withRate);
  const compiled = jit((params: TensorTree) => init(params));
  const { bestLoss, badUpdates, rate } = compiled({ x: tf.zeros([2, 1]) });
  assert.deepEqual(
    [bestLoss, badUpdates, rate].map((leaf) => [...leaf.dataSync()]),
    [
      [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
      [0, 0],
      [0.25, 0.25],
    ],
  );
});

test("a plateau in a compiled loop: gradient descent that bounces comes to rest", () => {
  const optimizer = plateau({ rate: 1.99, factor: 0.5, patience: 3, threshold: 0.25 }, withRate);
  type Carry = { params: { x: Tensor }; state: ReturnType<typeof optimizer.init> };
  const descend = ({ params, state }: Carry): [Carry, Tensor] => {
    const loss = tf.sum<Tensor1D>(tf.mul(0.5, tf.square(params.x)), 1);
    const [updates, next] = optimizer.update(params, state, params, loss);
    const moved = tf.add(params.x, (updates as typeof params).x);
    return [{ params: { x: moved }, state: next }, next.rate];
  };
  const params = { x: tf.tensor([[1], [-3]]) };
  const [{ params: last }] = scan(descend, { params, state: optimizer.init(params) }, 50);
  assert.ok(
    last.x.dataSync().every((x) => Math.abs(x) < 1e-6),
    `${last.x.dataSync()}`,
  );
});
