import assert from "node:assert/strict";
import { test } from "node:test";
import { random, tf } from "momenta/engine";
import { descents } from "./measure/descents.js";
import { drawSample, noisy, oneHot, pooled, type Sample } from "./measure/digits.js";
import { errorAndLoss } from "./measure/errors.js";
import { type FitsOfWidth, regressions } from "./measure/leastSquares.js";
import { countParameters } from "./measure/networkRun.js";
import { doubleDescent } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-5): void => {
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
};

/** Three examples to learn from and one to predict, four features. */
const rows = [
  [1, 0, 2, 0],
  [0, 2, 0, 1],
  [1, 1, 0, 0],
  [2, 2, 2, 1],
];
const targets = [1, 2, 4];

function fits(widths: readonly number[], ridges: readonly number[]): FitsOfWidth[] {
  const [features, wanted] = [tf.tensor2d(rows), tf.tensor2d(targets, [3, 1])];
  const found = [...regressions({ features, targets: wanted, widths, ridges })];
  tf.dispose([features, wanted]);
  return found;
}

test("fewer features than examples: the normal equations, with and without ridge", () => {
  const before = tf.memory().numTensors;
  const [{ fits: [least, ridged] = [], singularValues } = {} as FitsOfWidth] = fits([2], [0, 0.5]);
  // Φ = [[1, 0], [0, 2], [1, 1]]: ΦᵀΦ = [[2, 1], [1, 5]], Φᵀy = [5, 8].
  const solution = (diagonal: number): [number, number] => {
    const determinant = (2 + diagonal) * (5 + diagonal) - 1;
    return [((5 + diagonal) * 5 - 8) / determinant, ((2 + diagonal) * 8 - 5) / determinant];
  };
  // λ = .5 times the mean squared length, (1 + 4 + 2) / 3.
  for (const [fit, diagonal] of [
    [least, 0],
    [ridged, 3.5 / 3],
  ] as const) {
    const [w1, w2] = solution(diagonal);
    for (const [row, [x1 = 0, x2 = 0]] of rows.entries()) near(fit?.predictions[row] as number, w1 * x1 + w2 * x2);
    near(fit?.squaredNorms[0] as number, w1 * w1 + w2 * w2);
  }
  near(singularValues[0] ** 2, (7 - Math.sqrt(13)) / 2);
  near(singularValues[1] ** 2, (7 + Math.sqrt(13)) / 2);
  assert.equal(tf.memory().numTensors, before);
});

test("as many features and more: all labels are met, by weights of least norm, which grow no larger with more features", () => {
  const [square, wide] = fits([3, 4], [0, 1e-9]);
  for (const { fits: found } of [square, wide] as FitsOfWidth[]) {
    for (const { predictions } of found) {
      for (const [row, target] of targets.entries()) near(predictions[row] as number, target);
    }
  }
  // With three features w = (3, 1, −1) is the only solution.
  near(square?.fits[0]?.squaredNorms[0] as number, 11);
  near(square?.fits[0]?.predictions[3] as number, 2 * 3 + 2 * 1 - 2);
  assert.ok((wide?.fits[0]?.squaredNorms[0] as number) < 11);
});

test("a feature that no example has gets no weight, and a width without features is refused", () => {
  const features = tf.tensor2d([
    [1, 0],
    [2, 0],
    [0, 1],
    [1, 5],
  ]);
  const wanted = tf.tensor2d([1, 2, 0], [3, 1]);
  const blind = tf.mul(features, tf.tensor2d([[1, 0]])) as typeof features;
  const [{ fits: [fit] = [] } = {} as FitsOfWidth] = [
    ...regressions({ features: blind, targets: wanted, widths: [2], ridges: [0] }),
  ];
  near(fit?.predictions[3] as number, 1);
  near(fit?.squaredNorms[0] as number, 1);
  assert.throws(
    () => [...regressions({ features, targets: wanted, widths: [3], ridges: [0] })],
    /width is 3; there are 2/,
  );
  tf.dispose([features, wanted, blind]);
});

test("samples: larger ones begin with the smaller, labels are wrong as often as said, validation digits are others", () => {
  const [small, large] = [100, 2000].map((samples) => drawSample(3, { samples, validation: 50, noise: [0, 0.2] })) as [
    Sample,
    Sample,
  ];
  assert.deepEqual(large.train.slice(0, 100), small.train);
  assert.deepEqual(large.labels[1]?.slice(0, 100), small.labels[1]);
  const [clean, wrong] = large.labels as [Uint8Array, Uint8Array];
  const share = wrong.filter((label, at) => label !== clean[at]).length / wrong.length;
  near(share, 0.2, 0.03);
  const train = new Set(large.train);
  assert.ok(large.validation.every((index) => !train.has(index)));
  assert.deepEqual(noisy(clean, 0, random(1, 0)), clean);
  assert.ok(noisy(clean, 1, random(1, 0)).every((label, at) => label !== clean[at] && label < 10));
});

test("smaller images, one-hot labels and errors are what they are called", () => {
  const image = Float32Array.from({ length: 784 }, (_, at) => Math.floor(at / 28) + (at % 28));
  const small = pooled(tf.tensor2d(image, [1, 784]), 2).dataSync();
  assert.deepEqual([small.length, small[0], small[195]], [196, 1, 53]);
  const labels = [Uint8Array.from([3, 0]), Uint8Array.from([9, 1])];
  const encoded = oneHot(labels);
  assert.deepEqual(encoded.shape, [2, 20]);
  const values = encoded.dataSync() as Float32Array;
  assert.deepEqual(errorAndLoss(values, 20, 0, [0, 2], labels[0] as Uint8Array), { error: 0, loss: 0 });
  assert.deepEqual(errorAndLoss(values, 20, 10, [0, 2], Uint8Array.from([9, 2])), { error: 0.5, loss: 1 });
  assert.equal(countParameters(3), 49 * 3 + 3 + 3 * 10 + 10);
});

test("descents: the most prominent peak with both minima, none where a curve only falls or turns once", () => {
  const curve = (...values: number[]) => descents(values.map((y, x) => ({ x, y })));
  assert.deepEqual(curve(5, 3, 4, 3.5, 9, 2), {
    before: { x: 1, y: 3 },
    peak: { x: 4, y: 9 },
    after: { x: 5, y: 2 },
    prominence: 6,
  });
  for (const values of [[3, 2, 1], [3, 1, 2], [1], [1, 1, 1]]) assert.equal(curve(...values), null);
});

const small = {
  seeds: 3,
  samples: [40, 80],
  validation: 200,
  test: 500,
  ratios: [0.25, 0.5, 1, 2, 8],
  ridges: [0, 0.1, 1],
  network: { seeds: 2, samples: 80, widths: [1, 16], batchSize: 20, learningRate: 0.01, epochs: [1, 40] },
};

test("the peak is at N = n and goes with n, the larger model is better, a ridge removes the peak; figures follow", async () => {
  const result = await doubleDescent.run(small, { store: null });
  assert.equal(result.features.length, 4);
  for (const {
    descents: [least],
    widths,
    ridges,
    smallestSingularValue,
    tunedDescents,
    noise,
  } of result.features) {
    assert.deepEqual(widths, [20, 40, 80, 160, 640]);
    assert.equal(least?.peak.x, 80);
    assert.ok((least?.after.y as number) < (least?.before.y as number));
    const { trainError, norm } = ridges[0] as (typeof ridges)[number];
    assert.deepEqual(
      trainError.slice(2).map(({ estimate }) => estimate),
      [0, 0, 0],
    );
    const norms = norm.map(({ estimate }) => estimate);
    assert.equal(norms.indexOf(Math.max(...norms)), 2);
    const smallest = smallestSingularValue.map(({ estimate }) => estimate);
    assert.equal(smallest.indexOf(Math.min(...smallest)), 2);
    assert.ok((tunedDescents?.prominence ?? 0) < 0.2 * (least?.prominence as number), `noise ${noise}`);
  }
  for (const { samples, descents: found } of result.samples) assert.equal(found?.peak.x, samples);
  const [clean, noisyNetworks] = result.networks;
  assert.ok(
    (clean?.widths[1]?.testError[1]?.estimate as number) < (clean?.widths[0]?.testError[1]?.estimate as number),
  );
  assert.ok((noisyNetworks?.widths[1]?.trainError[1]?.estimate as number) < 0.1, "wrong labels are learned, too");

  const verdicts = doubleDescent.claims(result).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts.slice(0, 4), ["holds", "holds", "holds", "holds"]);
});

test("lists that do not ascend, a first ridge above 0 and batches that do not divide the digits are refused", async () => {
  const refused = (options: object, message: RegExp) => assert.rejects(doubleDescent.run(options), message);
  await refused({ ratios: [1, 0.5] }, /^RangeError: ratios is \[1, 0.5\]; give a list that ascends/);
  await refused({ ridges: [0.1, 1] }, /^RangeError: ridges begin with 0.1; give 0/);
  const network = { ...doubleDescent.defaults.network, batchSize: 30 };
  await refused({ network }, /^RangeError: network.batchSize is 30/);
});
