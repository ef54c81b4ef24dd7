import assert from "node:assert/strict";
import { test } from "node:test";
import { readResult } from "../core/index.js";
import { atEqualComputation, isBelow, largestShare, MINIBATCH, shareAbove } from "./claims.js";
import { batchUpdate, costOf, minibatchUpdate, nearest, type Points } from "./measure/clusters.js";
import { rules } from "./measure/kmeans.js";
import { losses } from "./measure/losses.js";
import { cubic, fitCubic, legendre } from "./measure/polynomial.js";
import { batchSizes, descend } from "./measure/rates.js";
import { DIMENSION, gradientOf, leastLoss, lossOf, trainingData } from "./measure/regression.js";
import { clusteredBy, clusteredByBatch, estimatedBy, loweredBy } from "./result.js";
import { gradientVariance } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
const full = () => readResult(gradientVariance);

/** Two pairs of points on a line, and centres at 1 and 9. */
const pairs: Points = { values: Float64Array.of(0, 2, 8, 12), dimension: 1, count: 4 };

test("full result: one point at a time is faster than batch updates, ends above them, and more widely spread", () => {
  const result = full();
  const [batch, single] = [clusteredByBatch(result), clusteredBy(result, "γ = .3", 1)];
  assert.ok(isBelow(single.arrival, batch.arrival));
  assert.ok(single.aboveBatch.lower > 0);
  assert.ok(isBelow(batch.spread, single.spread));
});

test("full result: minibatches are as good as batch updates, faster, and less spread than single points", () => {
  const result = full();
  const several = clusteredBy(result, "γ = .3", MINIBATCH);
  assert.ok(shareAbove(result, "γ = .3", MINIBATCH).upper < 0.025);
  assert.ok(isBelow(several.arrival, clusteredByBatch(result).arrival));
  assert.ok(isBelow(several.spread, clusteredBy(result, "γ = .3", 1).spread));
  const ratios = result.kmeans.scales.map(({ ratio }) => ratio);
  assert.ok(isBelow(ratios[0] as (typeof ratios)[0], ratios.at(-1) as (typeof ratios)[0]));
});

test("full result: the powers of k and b are those of the closed form, and equal computation gives equal losses", () => {
  const result = full();
  for (const { power, overBatch, overUpdates, expected } of result.rates.slopes) {
    // Where p = 2 a logarithm stands beside the power.
    near(overBatch.estimate, expected, power === 2 ? 0.12 : 0.02);
    near(overUpdates.estimate, expected, power === 2 ? 0.2 : 0.1);
  }
  assert.ok(largestShare(result, batchSizes) < 1);
  for (const ratio of atEqualComputation(result)) near(Math.log(ratio), 0, 0.3);
});

test("full result: variances fall as the closed forms say, and a lowered rate ends below the constant one", () => {
  const result = full();
  for (const { measured, expected } of result.sizes.variances) near(measured.estimate / expected, 1, 0.2);
  for (const { average, expectedAverage } of result.areas.records) near(average.estimate / expectedAverage, 1, 0.2);
  const end = (arm: Parameters<typeof loweredBy>[1]) =>
    loweredBy(result, arm).excess.at(-1) as { lower: number; upper: number; estimate: number };
  assert.ok(isBelow(end("lowered, patience 100"), end("η = .2")));
  assert.ok(isBelow(end("lowered, patience 400"), end("lowered, patience 100")));
  assert.ok(estimatedBy(result, "mean of 100 minibatches", "falling").bias.lower > 0.5);
});

test("K-means by hand: nearest centres, a batch update, its cost", () => {
  const centres = Float64Array.of(1.5, 9);
  assert.deepEqual(
    [0, 1, 2, 3].map((point) => nearest(pairs, point, centres).centre),
    [0, 0, 1, 1],
  );
  const moved = batchUpdate(pairs, centres);
  assert.deepEqual([...moved], [1, 10]);
  near(costOf(pairs, moved), (1 + 1 + 4 + 4) / 4);
  assert.deepEqual([...batchUpdate(pairs, Float64Array.of(1, 100))], [5.5, 100], "a centre without points stays");
});

test("K-means by hand: minibatches go a share of the way, and 1/n is the mean of all points so far", () => {
  const step = (rate: (typeof rules)[keyof typeof rules], ...minibatches: number[][]) => {
    const [centres, counts] = [Float64Array.of(1.5, 9), new Float64Array(2)];
    for (const minibatch of minibatches) minibatchUpdate(pairs, centres, counts, minibatch, rate);
    return [...centres];
  };
  step(rules["γ = .1"], [3]).forEach((centre, at) => {
    near(centre, [1.5, 9.3][at] as number);
  });
  step(rules["γ = .3"], [0, 1, 3]).forEach((centre, at) => {
    near(centre, [1.5 + 0.3 * (1 - 1.5), 9 + 0.3 * 3][at] as number);
  });
  for (const minibatches of [[[2], [3], [2]], [[2, 3, 2]], [[2, 3], [2]]]) {
    near(step(rules["1/n"], ...minibatches)[1] as number, 28 / 3);
  }
});

test("Legendre's polynomials are orthonormal, and a cubic is found again", () => {
  const grid = Array.from({ length: 2000 }, (_, at) => (at + 0.5) / 2000);
  const products = grid.map(legendre);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j <= i; j++) {
      const mean = products.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) / grid.length;
      near(mean, i === j ? 1 : 0, 1e-5);
    }
  }
  const weights = [1, -2, 0.5, 3];
  const x = [0.1, 0.3, 0.4, 0.8, 0.9];
  fitCubic(
    x,
    x.map((place) => cubic(weights, place)),
  ).forEach((weight, at) => {
    near(weight, weights[at] as number, 1e-9);
  });
});

test("descent on |w|^p by hand, without noise: the mean over the second half", () => {
  const at = [4];
  // p = 2, η = ½: w = ½, ¼, ⅛, 1/16.
  near(descend(2, 0.5, 1, new Float64Array(4), at)[0] as number, (1 / 64 + 1 / 256) / 4);
  let w = 1;
  const course = Array.from({ length: 4 }, () => (w -= 0.1 * w ** 7));
  near(
    descend(8, 0.1, 1, new Float64Array(4), at)[0] as number,
    ((course[2] as number) ** 8 + (course[3] as number) ** 8) / 16,
  );
});

test("gradients of the regression are differences of its loss, and the least loss is that of the noise", () => {
  const data = trainingData();
  const w = Float64Array.from({ length: DIMENSION }, (_, axis) => axis / 7);
  gradientOf(data, w).forEach((slope, axis) => {
    const moved = (by: number) =>
      lossOf(
        data,
        w.map((value, at) => value + (at === axis ? by : 0)),
      );
    near(slope, (moved(1e-4) - moved(-1e-4)) / 2e-4, 1e-7);
  });
  near(lossOf(data, w, [3, 4]), (lossOf(data, w, [3]) + lossOf(data, w, [4])) / 2);
  near(leastLoss(data), 0.125, 0.015);
});

test("the mean of the last minibatch losses comes late, and one minibatch is right on average", async () => {
  const context = { map: async <I, V>(items: readonly I[], _: string, compute: (item: I) => V) => items.map(compute) };
  const { records, at, training } = await losses(
    { ...gradientVariance.defaults, regressionRuns: 4 },
    context as unknown as Parameters<typeof losses>[1],
  );
  const bias = (estimate: string) =>
    records.find((one) => one.estimate === estimate && one.phase === "falling")?.bias.estimate as number;
  assert.ok(bias("mean of 100 minibatches") > 0.5 && Math.abs(bias("one minibatch")) < 0.15);
  assert.equal(at.length, training.length);
});
