import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { holdings } from "../engine/testSupport.js";
import { adam, bfgs, newton, sgd } from "../optimizers/index.js";
import { basin, beale, quadric, randomRotation, ravine, rosenbrock, simpleSaddle, trajectories } from "./index.js";

function assertWithin(tolerance: number, found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, at) => {
    const distance = Math.abs(value - (expected[at] as number));
    assert.ok(distance <= tolerance, `${found} against ${expected}`);
  });
}

test("gradient descent on a quadric: (1 − αλ)ᵏ along every eigenvector, one learning rate per replica", () => {
  const rates = [0.02, 0.09, 0.15];
  const { positions, values } = trajectories({
    landscape: ravine,
    optimizer: sgd({ learningRate: tf.tensor1d(rates) }),
    starts: rates.map(() => [1, -2]),
    updates: 25,
  });
  assert.deepEqual(
    [positions.shape, values.shape],
    [
      [26, 3, 2],
      [26, 3],
    ],
  );
  const [points, heights] = [positions.arraySync(), values.arraySync()];
  for (let k = 0; k <= 25; k++) {
    rates.forEach((rate, replica) => {
      const [x, y] = [(1 - 2 * rate) ** k, -2 * (1 - 10 * rate) ** k];
      assertWithin(1e-5, points[k]?.[replica] as number[], [x, y]);
      assertWithin(1e-4, [heights[k]?.[replica] as number], [x ** 2 + 5 * y ** 2]);
    });
  }
});

test("a replica's path does not depend on its company", () => {
  const starts = [beale.start, [-1, 2], [3, 3]];
  const optimizers = [
    (rates: number[]) => adam({ learningRate: tf.tensor1d(rates) }),
    (rates: number[]) => bfgs({ learningRate: tf.tensor1d(rates) }),
  ];
  for (const make of optimizers) {
    const path = (from: readonly (readonly number[])[], rates: number[]) =>
      trajectories({ landscape: beale, optimizer: make(rates), starts: from, updates: 20 }).positions;
    const together = path(starts, [0.1, 0.5, 1]);
    const alone = path(starts.slice(1, 2), [0.5]);
    const ofSecond = tf.slice(together, [0, 1, 0], [21, 1, 2]);
    assertWithin(1e-4, [...ofSecond.dataSync()], [...alone.dataSync()]);
  }
});

test("a replica that diverges ends in infinities or NaN, its neighbour at the minimum", () => {
  const { positions, values } = trajectories({
    landscape: basin,
    optimizer: sgd({ learningRate: tf.tensor1d([0.25, 10]) }),
    starts: [basin.start, basin.start],
    updates: 100,
  });
  const last = positions.arraySync()[100] as number[][];
  assertWithin(1e-6, last[0] as number[], [0, 0]);
  assert.ok(last[1]?.every((value) => !Number.isFinite(value)));
  assert.ok(!Number.isFinite(values.arraySync()[100]?.[1]));
});

test("Newton's method is at the minimum of a rotated quadric after one update", () => {
  const centre = [1, -2, 0.5, 3];
  const landscape = quadric({ eigenvalues: [0.1, 1, 7, 20], rotation: randomRotation(4, 1), centre });
  const { positions } = trajectories({ landscape, optimizer: newton(), starts: [landscape.start], updates: 1 });
  assertWithin(1e-5, positions.arraySync()[1]?.[0] as number[], centre);
});

test("without updates there are the starts", () => {
  const { positions } = trajectories({
    landscape: rosenbrock(3),
    optimizer: newton(),
    starts: [[1, 2, 3]],
    updates: 0,
  });
  assert.deepEqual(positions.arraySync(), [[[1, 2, 3]]]);
});

test("nothing is left behind but the result", () => {
  const go = () => trajectories({ landscape: beale, optimizer: bfgs(), starts: [beale.start], updates: 3 });
  tf.dispose(Object.values(go()));
  const before = holdings();
  tf.dispose(Object.values(go()));
  assert.deepEqual(holdings(), before);
});

test("starts that are no points of the landscape are named", () => {
  const from =
    (starts: number[][], updates = 1) =>
    () =>
      trajectories({ landscape: simpleSaddle, optimizer: sgd({ learningRate: 0.1 }), starts, updates });
  assert.throws(from([]), /trajectories: there are no starts/);
  assert.throws(from([[0, 0], [1]]), /trajectories: start 1 is \[1\]; Saddle wants 2 finite numbers/);
  assert.throws(from([[0, Number.NaN]]), /start 0 is \[0, NaN\]/);
  assert.throws(from([[0, 0]], -1), /trajectories: updates is -1; give a whole number, at least 0/);
});
