import assert from "node:assert/strict";
import { test } from "node:test";
import { random, tf, tidy } from "momenta/engine";
import { applyUpdates, sgd } from "momenta/optimizers";
import { readResult } from "../core/index.js";
import { follows } from "./claims.js";
import { EXPLORED_UPDATES, exploreSchedule } from "./explore.js";
import { batchUpdate, compare, instanceUpdate } from "./measure/clotted.js";
import { learners } from "./measure/learners.js";
import { drawInstance, expectedErrors, largestRate, leastSquares, moments, NOISE, noiseFloor } from "./measure/line.js";
import { walk } from "./measure/minibatches.js";
import { epoch, limitCycleStart, trainingSet as orderedSet, sorted } from "./measure/orders.js";
import { curvatures, plus, solution, trainingSet } from "./measure/trainingSets.js";
import { learned } from "./result.js";
import { batchAndIncremental } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const full = () => readResult(batchAndIncremental);

function slopesOf(name: string, x: number[], d: number[]): number[] {
  const learner = learners.find((one) => one.name === name);
  const rates = Float64Array.from(x, (_, at) => learner?.rate(at + 1) ?? NaN);
  return [...(learner?.slopes({ x: Float64Array.from(x), d: Float64Array.from(d) }, rates) ?? [])];
}

test("full result: a constant rate does not converge, 1/k does", () => {
  const result = full();
  for (const { name, expected } of result.schedules.floors) {
    const { power, late } = learned(result, name);
    assert.ok(power.lower > -0.1 && power.upper < 0.1, `${name} follows the power ${power.estimate}`);
    near(late.estimate / expected, 1, 0.02);
  }
  const latest = learned(result, "the latest line");
  assert.ok(latest.power.lower > -0.1);
  near(latest.late.estimate / (NOISE ** 2 * moments.inverseSquare), 1, 0.02);
  const { power, errors } = learned(result, "1/k");
  assert.ok(power.lower > -1.15 && power.upper < -0.85, String(power.estimate));
  assert.ok((errors.at(-1)?.upper ?? NaN) < 1e-4 * latest.late.lower);
  assert.ok(follows(learned(result, "1/√k"), -0.5));
});

test("full result: measured errors are those of the recursion", () => {
  for (const { name, errors, expected, isExact } of full().schedules.records.filter(({ isExact }) => isExact)) {
    assert.ok(isExact);
    const outside = errors.filter(({ lower, upper, estimate }, at) => {
      const form = expected[at] as number;
      const half = (upper - lower) / 2;
      return Math.abs(estimate - form) > 2 * half + 1e-12;
    });
    assert.ok(outside.length <= errors.length / 10, `${name}: ${outside.length} of ${errors.length}`);
  }
});

test("full result: T updates for one where all instances are the same, fewer the more they differ, more than one always", () => {
  const { records } = full().clotted;
  for (const { spread, benefit } of records) {
    if (spread === 0) near(benefit.estimate, 100, 1e-6);
    if (spread === 1) assert.ok(benefit.lower > 1 && benefit.upper < 50);
  }
});

test("three instances by hand", () => {
  const [x, d] = [
    [1, 2, 1],
    [1, 0, 3],
  ];
  const expected = {
    "the latest line": [1, 0, 3],
    "least squares so far": [1, 1 / 5, 4 / 6],
    "1/k of the way": [1, 1 / 2, 1 / 2 + (3 - 1 / 2) / 3],
    // 1 → 1 − ½ · 2 · (2 − 0) = −1 → −1 + ⅓ · (3 + 1).
    "1/k": [1, -1, -1 + 4 / 3],
  };
  for (const [name, slopes] of Object.entries(expected)) {
    slopesOf(name, x, d).forEach((w, at) => {
      near(w, slopes[at] as number);
    });
  }
});

test("1/k is the mean of all outputs where every input is 1, and SGD is that of the library", () => {
  const d = [3, -1, 4, 1, 5];
  const w = slopesOf("1/k", [1, 1, 1, 1, 1], d);
  d.forEach((_, at) => {
    near(w[at] as number, d.slice(0, at + 1).reduce((sum, value) => sum + value, 0) / (at + 1));
  });
  const x = [0.7, 1.2, 0.9, 1.4, 0.6];
  const ours = slopesOf("η = 0.1", x, d);
  const optimizer = sgd({ learningRate: 0.1 });
  tidy(() => {
    let weight = tf.zeros([1, 1]);
    let state = optimizer.init(weight);
    x.forEach((input, at) => {
      const gradient = weight
        .mul(input)
        .sub(d[at] as number)
        .mul(input);
      const [change, next] = optimizer.update(gradient, state, weight);
      weight = applyUpdates(weight, change);
      state = next;
      near(weight.dataSync()[0] as number, ours[at] as number, 1e-5);
    });
  });
});

test("the recursion's fixed point is the noise floor, and beyond the largest rate there is none", () => {
  for (const [rate, batch] of [
    [0.1, 1],
    [1, 1],
    [0.3, 10],
  ] as const) {
    near(expectedErrors(() => rate, 2000, 1, batch).at(-1) as number, noiseFloor(rate, batch), 1e-12);
  }
  assert.ok((expectedErrors(() => 1.01 * largestRate, 5000, 1).at(-1) as number) > 1e6);
  assert.ok(Number.isFinite(noiseFloor(0.99 * largestRate)) && noiseFloor(1.01 * largestRate) < 0);
});

test("the moments are those of the instances that are drawn", () => {
  const draws = random(5, 0);
  const instances = Array.from({ length: 200_000 }, () => drawInstance(draws));
  const mean = (of: (x: number) => number) => instances.reduce((sum, { x }) => sum + of(x), 0) / instances.length;
  near(
    mean((x) => x ** 2),
    moments.square,
    0.005,
  );
  near(
    mean((x) => x ** 4),
    moments.fourth,
    0.02,
  );
  near(
    mean((x) => x ** -2),
    moments.inverseSquare,
    0.01,
  );
  near(leastSquares(instances), 1, 0.005);
});

test("an order that stays leads to the cycle of the closed form, wherever it begins", () => {
  const instances = sorted(orderedSet());
  for (const rate of [0.01, 0.2]) {
    const start = limitCycleStart(instances, rate);
    near(epoch(start, instances, rate).at(-1) as number, start);
    let w = -3;
    for (let passed = 0; passed < 100; passed++) w = epoch(w, instances, rate).at(-1) as number;
    near(w, start, 1e-9);
  }
  // Two instances with inputs 1: (1 − η) d₁ and d₂ over 2 − η.
  const two = [
    { x: 1, d: 4 },
    { x: 1, d: -2 },
  ];
  near(limitCycleStart(two, 0.5), (0.5 * 4 - 2) / 1.5);
});

test("batch and incremental updates meet: one of T identical instances is as good as all of them", () => {
  const same = trainingSet(20, 5, 0, 1);
  const start = new Float64Array(5);
  const [batch, one] = [batchUpdate(same, start, 0.3), instanceUpdate(same, start, 0.3, 7)];
  near(Math.hypot(...plus(batch, one, -1)), 0);
  near(compare(trainingSet(100, 3, 0, 1), 1).benefit, 100);
  const { largest, sum } = curvatures(same);
  near(largest, 1);
  near(sum, 1);
});

test("the solution leaves no gradient", () => {
  const set = trainingSet(30, 6, 0.5, 2);
  const w = solution(set);
  near(Math.hypot(...plus(batchUpdate(set, w, 1), w, -1)), 0, 1e-10);
});

test("the pseudo-code as printed: the sign goes up, the index takes one instance b times", () => {
  const options = { batch: 10, updates: 60 };
  const up = walk(1, { ...options, reading: "mended", sign: 1 });
  const down = walk(1, { ...options, reading: "mended", sign: -1 });
  assert.ok((up.at(-1) as number) > 1e4 && (down.at(-1) as number) < 0.05);
  const single = walk(3, { batch: 1, updates: 20, reading: "mended", sign: -1 });
  walk(3, { batch: 10, updates: 20, reading: "index as printed", sign: -1 }).forEach((error, at) => {
    near(error, single[at] as number);
  });
});

test("what the reader turns is the recursion, and goes on with the least squares", () => {
  const settings = { p: 0.5, c: 0.4, stream: "2" };
  const { marks } = exploreSchedule(settings);
  const expected = expectedErrors((k) => settings.c / k ** settings.p, EXPLORED_UPDATES, 1);
  const shown = marks["SGD, expected"];
  shown?.x.forEach((k, at) => {
    near(shown.y[at] as number, Math.sqrt(expected[k] as number), 1e-9);
  });
  near(marks["least squares so far"]?.y.at(-1) as number, 1, 0.05);
  // The paths' squared errors, over streams, are those expected.
  const ends = Array.from({ length: 300 }, (_, seed) => exploreSchedule({ ...settings, stream: String(seed + 1) }));
  const mean = ends.reduce((sum, found) => sum + ((found.marks.SGD?.y.at(-1) as number) - 1) ** 2, 0) / ends.length;
  near(mean / (expected.at(-1) as number), 1, 0.3);
});
