/** What golden trajectories do not show: several replicas, several tensors, closed forms. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor, Tensor1D } from "@tensorflow/tfjs";
import { leaves, mapTree, type TensorTree, tf } from "../engine/index.js";
import {
  adafactor,
  adamw,
  applyUpdates,
  clippedByNorm,
  clippedByValue,
  muon,
  type Optimizer,
  type Schedule,
  scheduled,
  scheduleFreeAdamw,
  scheduleFreeSgd,
  schedules,
  sgd,
} from "./index.js";

const values = (tree: TensorTree) => leaves<Tensor>(tree).flatMap((leaf) => [...leaf.dataSync()]);

function assertClose(found: readonly number[], expected: readonly number[], tolerance = 1e-6): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, at) => {
    assert.ok(Math.abs(value - (expected[at] as number)) < tolerance, `${found} against ${expected}`);
  });
}

function firstUpdate(optimizer: Optimizer, gradients: TensorTree, params = gradients): TensorTree {
  return optimizer.update(gradients, optimizer.init(params), params)[0];
}

test("the norm is that of all gradients of a replica together, and a short one stays as it is", () => {
  const gradients = { a: tf.tensor2d([[3], [0.3], [30]]), b: tf.tensor3d([4, 0.4, 40], [3, 1, 1]) };
  const clipped = firstUpdate(clippedByNorm(sgd({ learningRate: 1 }), tf.tensor1d([1, 1, 5])), gradients);
  assertClose(values(clipped), [-0.6, -0.3, -3, -0.8, -0.4, -4], 1e-5);
});

test("a number is clipped by itself", () => {
  const gradients = tf.tensor2d([
    [3, -0.3],
    [-3, 0.3],
  ]);
  const clipped = firstUpdate(clippedByValue(sgd({ learningRate: 1 }), tf.tensor1d([1, 0.2])), gradients);
  assertClose(values(clipped), [-1, 0.3, 0.2, -0.2]);
});

const ratesOf = (schedule: Schedule, updates: number) => [...schedule(tf.range(1, updates + 1) as Tensor1D).dataSync()];

test("a cosine falls from the rate to 0 and stays there", () => {
  const wanted = [2, 1 + Math.SQRT1_2, 1, 1 - Math.SQRT1_2, 0, 0, 0];
  assertClose(ratesOf(schedules.cosine(2, 4), 7), wanted);
  assert.deepEqual(ratesOf(schedules.cosine(2, 49), 51).slice(-2), [0, 0]);
});

test("a warm-up rises to any schedule, which starts at its end", () => {
  const cosine = schedules.cosine(2, 4);
  assertClose(ratesOf(schedules.warmUp(4, cosine), 9), [0.5, 1, 1.5, ...ratesOf(cosine, 6)]);
  const falling = schedules.step(1, 0.5, 2);
  assertClose(ratesOf(schedules.warmUp(3, falling), 8), [1 / 3, 2 / 3, 1, 1, 0.5, 0.5, 0.25, 0.25]);
  assert.deepEqual(ratesOf(schedules.warmUp(1, falling), 8), ratesOf(falling, 8));
  for (const updates of [41, 49, 107]) assert.equal(ratesOf(schedules.warmUp(updates, falling), updates).at(-1), 1);
  const perReplica = schedules.warmUp(tf.tensor1d([2, 4]), schedules.constant(1))(tf.tensor1d([1, 1]));
  assertClose(values(perReplica), [0.5, 0.25]);
});

/** The points of some updates with gradients that are the parameters, and the last state. */
function descend(optimizer: Optimizer, start: Tensor, updates: number) {
  let [at, state]: [TensorTree, Record<string, TensorTree>] = [start, optimizer.init(start)];
  const states = Array.from({ length: updates }, () => {
    const [change, next] = optimizer.update(at, state, at);
    [at, state] = [applyUpdates(at, change), next];
    return next;
  });
  return { at, states };
}

test("schedule-free: x is the mean of z, weighted by squared rates, and the parameters are between the two", () => {
  const start = tf.tensor2d([
    [1, -2],
    [3, 0.5],
  ]);
  const rise = schedules.warmUp(3, schedules.constant(0.5));
  const made: [Optimizer, weights: number[]][] = [
    [scheduleFreeSgd({ learningRate: 0.3, momentum: 0.75 }), [1, 1, 1, 1, 1]],
    [scheduleFreeAdamw({ learningRate: 0.3, beta1: 0.75, weightDecay: 0.1 }), [1, 1, 1, 1, 1]],
    [scheduled(rise, (learningRate) => scheduleFreeSgd({ learningRate, momentum: 0.75 })), [1, 4, 9, 9, 9]],
  ];
  for (const [optimizer, weights] of made) {
    const { at, states } = descend(optimizer, start, weights.length);
    const { iterates, averages } = states.at(-1) as Record<string, TensorTree>;
    const sum = weights.reduce((total, weight) => total + weight);
    const mean = states
      .map((state, index) => tf.mul(state.iterates as Tensor, (weights[index] as number) / sum))
      .reduce((a, b) => tf.add(a, b));
    assertClose(values(averages as Tensor), values(mean));
    const between = mapTree((z, x) => tf.add(tf.mul(0.25, z), tf.mul(0.75, x)), iterates as Tensor, averages as Tensor);
    assertClose(values(at), values(between));
  }
});

test("schedule-free: a learning rate of 0 moves nothing", () => {
  const { at, states } = descend(scheduleFreeSgd({ learningRate: 0 }), tf.tensor2d([[1, 2]]), 2);
  assert.deepEqual([...values(at), ...values(states[1]?.averages as Tensor)], [1, 2, 1, 2]);
});

/** Two replicas of a matrix, [2, rows, columns], with singular values far apart. */
const matrix = (rows: number, columns: number) =>
  tf.tensor3d(
    Array.from({ length: 2 * rows * columns }, (_, at) => Math.sin(at * at + 1) * 10 ** -(at % 3)),
    [2, rows, columns],
  );

test("Muon: each replica's step has singular values of about √max(1, columns / rows)", () => {
  for (const [rows, columns, scale] of [
    [5, 3, 1],
    [3, 5, Math.sqrt(5 / 3)],
    [4, 4, 1],
  ] as const) {
    const update = firstUpdate(muon({ learningRate: 1 }), matrix(rows, columns)) as Tensor;
    const gram = tf.matMul(update, update, rows > columns, rows <= columns).arraySync() as number[][][];
    for (const product of gram) {
      // Eigenvalues between .4 and 1.5, so the mean of the squares is 1 to that.
      const mean = product.reduce((sum, row, at) => sum + (row[at] as number), 0) / product.length / scale ** 2;
      assert.ok(mean > 0.4 && mean < 1.5, `${mean}`);
      const norm = Math.hypot(...product.flat()) / scale ** 2 / Math.sqrt(product.length);
      assert.ok(norm < 1.5, `${norm}`);
    }
  }
});

test("Muon: a replica goes as it does alone, however large another one's gradients", () => {
  const both = tf.mul(matrix(4, 3), tf.tensor3d([1, 1e4], [2, 1, 1]));
  const alone = firstUpdate(muon({ learningRate: 0.1 }), tf.slice(both, 0, 1));
  assertClose(values(firstUpdate(muon({ learningRate: 0.1 }), both)).slice(0, 12), values(alone));
});

test("Muon: what is no matrix goes by the other optimizer", () => {
  const params = { kernel: matrix(4, 3), bias: tf.ones([2, 1, 3]), filters: tf.ones([2, 3, 3, 1, 2]) };
  const steps = firstUpdate(muon({ learningRate: 1 }, sgd({ learningRate: 0.5 })), params) as typeof params;
  assert.deepEqual([...new Set([...values(steps.bias), ...values(steps.filters)])], [-0.5]);
  const usual = firstUpdate(muon({ learningRate: 1 }), params) as typeof params;
  const byAdamw = firstUpdate(adamw({ learningRate: 3e-4, beta2: 0.95, epsilon: 1e-10, weightDecay: 0 }), params);
  assert.deepEqual(values(usual.bias), values((byAdamw as typeof params).bias));
});

test("Adafactor: a matrix of one outer product is scaled as if all of its second moment were kept", () => {
  const gradients = tf.mul(tf.tensor3d([1, -2, 10, 20], [2, 2, 1]), tf.tensor3d([3, 0.5, -4, 1, 5, 2], [2, 1, 3]));
  const params = tf.mul(tf.ones([2, 2, 3]), tf.tensor3d([4, 1e-6], [2, 1, 1]));
  const update = firstUpdate(adafactor({ learningRate: 0.01 }), gradients, params);
  // At the first update the step is −sign(g) times the scale of the parameters, at least 1e-3, times the learning rate.
  const scales = tf.tensor3d([0.04, 1e-5], [2, 1, 1]);
  assertClose(values(tf.div(update as Tensor, scales)), values(tf.neg(tf.sign(gradients))), 1e-5);
});

test("Adafactor: rows without gradients stay where they are", () => {
  const gradients = tf.tensor3d([0, 0, 1, 2], [1, 2, 2]);
  const update = values(firstUpdate(adafactor({ learningRate: 0.01 }), gradients, tf.ones([1, 2, 2])));
  assert.deepEqual(update.slice(0, 2).map(Math.abs), [0, 0]);
  assert.ok(update.slice(2).every((value) => value < 0));
});
