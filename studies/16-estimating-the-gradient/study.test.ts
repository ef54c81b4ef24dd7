import assert from "node:assert/strict";
import { test } from "node:test";
import { tf, tidy } from "momenta/engine";
import { readResult } from "../core/index.js";
import { gradientsDrawn } from "./claims.js";
import { deviation, meansOf, trueMean } from "./measure/average.js";
import { curvature, expectedExcess, START, TARGET, updatesToTarget } from "./measure/costs.js";
import { logSlope } from "./measure/slope.js";
import { smallDigits } from "./measure/smallDigits.js";
import { estimatingTheGradient } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("the source's distribution has the mean 2.5 and the variance .65; the slope of a power is its exponent", () => {
  near(trueMean, 2.5);
  near(deviation ** 2, 0.65);
  near(logSlope([1, 10, 50], [3, 3 * 10 ** -0.5, 3 * 50 ** -0.5]), -0.5);
});

test("means of one sample are samples; means are the same for a seed, and near the true one", () => {
  assert.deepEqual([...new Set(meansOf(1, 200, 1, 0))].sort(), [1, 2, 3]);
  assert.deepEqual(meansOf(7, 5, 2, 1), meansOf(7, 5, 2, 1));
  near(meansOf(100_000, 1, 3, 0)[0] as number, trueMean, 5 * (deviation / Math.sqrt(100_000)));
});

test("the expected excess: gradient descent without noise, one axis by hand, the floor", () => {
  const still = curvature.reduce((sum, lambda) => sum + (lambda / 2) * START ** 2 * (1 - (0.5 * lambda) / 10) ** 6, 0);
  near(expectedExcess(0.5, [0, 0], 3), still, 1e-6);
  // One update at step = 1 along the steep axis leaves nothing of the start and all of the noise.
  const flat = 0.5 * ((0.9 * START) ** 2 + 0.1 ** 2 * 0.04);
  near(expectedExcess(1, [0.04, 0.04], 1), flat + 5 * 0.04, 1e-6);
  const floor = curvature.reduce(
    (sum, lambda) => sum + ((lambda / 2) * 0.1 * lambda) / 10 / (2 - (0.1 * lambda) / 10),
    0,
  );
  near(expectedExcess(0.1, [1, 1], 1e6), floor, 1e-6);
});

test("the updates to the target are the first ones below it, or never", () => {
  const updates = updatesToTarget(0.3, [0.01, 0.01]);
  assert.ok(expectedExcess(0.3, [0.01, 0.01], updates) <= TARGET);
  assert.ok(expectedExcess(0.3, [0.01, 0.01], updates - 1) > TARGET);
  assert.equal(updatesToTarget(1, [1, 1]), Number.POSITIVE_INFINITY);
});

test("small digits: every image 49 means of pixels, every label one of ten", () => {
  const { images, labels } = tidy(() => {
    const digits = smallDigits("train", Int32Array.from([0, 3, 5]));
    return { images: digits.images.arraySync(), labels: tf.sum(digits.labels, 1).arraySync() };
  });
  assert.deepEqual(
    images.map((row) => row.length),
    [49, 49, 49],
  );
  assert.deepEqual(labels, [1, 1, 1]);
});

test("full result: the slope is −1/2 within its interval, of means and of gradients", () => {
  const result = readResult(estimatingTheGradient);
  for (const { lower, upper } of [result.average.slope, gradientsDrawn(result, "with replacement").slope]) {
    assert.ok(lower <= -0.5 && upper >= -0.5 && upper - lower < 0.02, `[${lower}, ${upper}]`);
  }
  assert.ok(
    result.costs.every(({ rate }) => rate > 0.01 && rate < 1.9),
    "best rates lie inside what was tried",
  );
  const [first, ...others] = result.costs;
  for (const [at, { size, updates, rate }] of others.entries()) {
    const before = result.costs[at] ?? first;
    assert.ok(updates < (before?.updates as number));
    assert.ok(size * updates > (before?.size as number) * (before?.updates as number));
    assert.ok(rate > (before?.rate as number));
  }
});
