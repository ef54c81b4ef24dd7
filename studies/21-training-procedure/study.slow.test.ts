import assert from "node:assert/strict";
import { test } from "node:test";
import { type Interval, meanInterval } from "momenta/statistics";
import { last, readResult } from "../core/index.js";
import { bestRemedies, deepAbove, helping, recommended, testOverValidation, trainingOverTest } from "./claims.js";
import { polynomialCourse } from "./explore.js";
import { digitTable, divide, divisions, VALIDATION } from "./measure/digits.js";
import { LAYERS, signalSizes } from "./measure/signals.js";
import { standardized } from "./measure/standardized.js";
import { doses, healthy } from "./measure/symptoms.js";
import { type Losses, trainTogether } from "./measure/trainTogether.js";
import { bestDoses } from "./measure/treatments.js";
import { factorOf, symptomOf, treatedBy } from "./result.js";
import { trainingProcedure } from "./study.js";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const table = digitTable();
const compiler = { compiler: "graph" } as const;

test("the parts of a division share no digit, and are as the division says", () => {
  for (const division of divisions) {
    const { training, validation, test: tested, unseen } = divide(3, division, 500, table.byEase);
    const all = [training, validation, tested, unseen].flatMap((places) => [...places]);
    assert.equal(new Set(all).size, all.length, division);
    assert.equal(validation.length, VALIDATION);
    assert.deepEqual(divide(3, division, 1000, table.byEase).training.slice(0, 500), training);
  }
  const rank = new Map([...table.byEase].map((place, at) => [place, at]));
  const easy = divide(3, "easy test digits", 500, table.byEase);
  const hardest = Math.max(...easy.test.map((place) => rank.get(place) as number));
  assert.ok(easy.training.every((place) => (rank.get(place) as number) > hardest));
  const labels = (places: Int32Array) => [...places].map((place) => table.labels[place] as number);
  const [clean, wrong] = (["at random", "wrong labels"] as const).map((division) =>
    labels(divide(3, division, 2000, table.byEase).training),
  ) as [number[], number[]];
  near(wrong.filter((label, at) => label !== clean[at]).length / 2000, 0.3, 0.04);
});

test("remedies change one thing, in their direction", () => {
  assert.deepEqual(
    doses("lower rate", healthy).map(({ learningRate }) => learningRate),
    [0.003, 0.03],
  );
  assert.deepEqual(doses("less penalty", { ...healthy, weightDecay: 0 }), []);
  assert.deepEqual(doses("mend the data", healthy), []);
  assert.deepEqual(doses("mend the data", { ...healthy, division: "test digits rotated" }), [
    { ...healthy, division: "all digits rotated" },
  ]);
  assert.deepEqual(doses("more digits", healthy), [{ ...healthy, samples: 2500 }]);
});

test("every seed has the dose with its least validation loss, whatever the test loss says", () => {
  const run = (validation: number, test: number): Losses => ({
    training: [1],
    test: [test],
    validation,
    unseen: 1,
    penalty: 0,
  });
  const [weak, strong] = doses("less penalty", healthy) as [typeof healthy, typeof healthy];
  const { chosen, losses } = bestDoses(
    [weak, strong],
    [
      [run(0.5, 9), run(0.4, 1)],
      [run(0.6, 1), run(0.3, 9)],
    ],
  );
  assert.deepEqual(chosen, [weak, strong]);
  assert.deepEqual(
    losses.map(({ test: [loss] }) => loss),
    [9, 9],
  );
});

test("a run does not depend on its company; a large rate raises the loss, a small one hardly moves it", async () => {
  const settings = [0.3, 30, 1e-6].map((learningRate) => ({ ...healthy, width: 5, learningRate }));
  const runs = { updates: 20, records: 2 };
  const together = await trainTogether(settings, { seeds: [1, 2], ...runs }, table, compiler);
  const [[alone]] = (await trainTogether(settings.slice(0, 1), { seeds: [2], ...runs }, table, compiler)) as [[Losses]];
  const [[, second], [large], [small]] = together as [Losses[], Losses[], Losses[]];
  alone.training.forEach((loss, at) => {
    near(loss, second?.training[at] as number, 1e-4);
  });
  near(alone.penalty, second?.penalty as number, 1e-5);
  assert.ok(last(large?.training ?? []) > (large?.training[0] as number));
  near(last(small?.training ?? []), small?.training[0] as number, 1e-4);
  near(small?.training[0] as number, Math.log(10), 0.3);
});

test("before training, ReLU halves the variance from Xavier's start, keeps it from He's; constants make all units equal", () => {
  const { inputs, targets } = standardized(1, 50, table);
  const change = (values: readonly number[]) => (last(values) - (values[0] as number)) / (LAYERS - 1);
  const sizes = (start: Parameters<typeof signalSizes>[1]) => signalSizes("relu", start, 1, inputs, targets);
  near(change(sizes("Xavier").forward), -Math.LN2, 0.15);
  near(change(sizes("Xavier").backward), Math.LN2, 0.15);
  near(change(sizes("He").forward), 0, 0.15);
  near(change(sizes("large, σ = .5").forward), Math.log(6.25), 0.15);
  const constant = sizes("constant, 1 / fan-in").forward;
  near(constant[1] as number, last(constant), 1e-3);
  inputs.dispose();
  targets.dispose();
});

test("the polynomial of the page: the line of least squares, the border of the rate", () => {
  const course = (rate: number, degree: number) =>
    polynomialCourse({ rate, degree, penalty: 0, points: 30, testPoints: "as training points", seed: 2 });
  const { trainingPoints, training } = course(0.9, 1);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const { x, y } = trainingPoints;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, at) => (value - mx) * ((y[at] as number) - my)));
  const rest = mean(y.map((value) => (value - my) ** 2)) - covariance ** 2 / mean(x.map((value) => (value - mx) ** 2));
  near(last(training), rest, 1e-9);
  near(course(0.5, 0).border, 2, 1e-9);
  assert.ok(last(course(1.02, 6).training) > 1e6);
  assert.ok(last(course(0.98, 6).training) < 0.2);
});

test("the full result: remedies lower the loss that they are for, but fewer units do not", () => {
  const result = readResult(trainingProcedure);
  const helped = helping(result);
  for (const { name, remedy } of recommended) {
    const factor = factorOf(result, name, remedy) as Interval;
    if (remedy === "fewer units") assert.ok(!helped.some((one) => one.name === name && one.remedy === remedy));
    else assert.ok(factor.upper < 1, `${name}, ${remedy}: ${factor.upper}`);
  }
  const { before, after } = symptomOf(result, "overfits: few digits");
  const wide = meanInterval(before.map(({ test }) => last(test)));
  for (const { setting, test: narrow } of after["fewer units"]?.doses ?? []) {
    if (setting.width <= 5) assert.ok(narrow.lower > wide.upper, `${setting.width} units: ${narrow.lower}`);
    else assert.ok(narrow.estimate > wide.estimate);
  }
  const divided = symptomOf(result, "easy test digits").before;
  assert.ok(trainingOverTest(divided).lower > 1.5);
  assert.ok(trainingOverTest(treatedBy(result, "easy test digits", "mend the data")?.losses ?? []).upper < 1);
  assert.ok(testOverValidation(symptomOf(result, "other test digits").before).lower > 2);
  assert.equal(bestRemedies(result).find(({ name }) => name === "explodes")?.remedy, "lower rate");
  for (const start of ["small, σ = .01", "large, σ = .5", "constant, 1 / fan-in"] as const) {
    assert.ok(deepAbove(result, "tanh", start, "Xavier").lower > 0, start);
  }
  assert.ok(deepAbove(result, "relu", "Xavier", "He").lower > 0);
});
