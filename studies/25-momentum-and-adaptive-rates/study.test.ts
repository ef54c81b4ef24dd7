import assert from "node:assert/strict";
import { test } from "node:test";
import { randomRotation } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { mean } from "momenta/statistics";
import { excessLoss, follow, gradientMoments, leastSquares } from "./measure/leastSquares.js";
import { closedForms } from "./measure/smoothing.js";
import { momentumAndAdaptiveRates } from "./study.js";

const scales = [1, 0.5, 0.1];
const options = { examples: 60, scales, noise: 0.7, seed: 3 };
const near = (found: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not ${expected}`);

test("a problem has the curvature that is asked for: loss, gradient, and the same when it is rotated", () => {
  const straight = leastSquares(options);
  assert.deepEqual(straight.solution, [1, 1, 1]);
  near(excessLoss(straight, [1, 3, 1]), 0.5 * 0.5 ** 2 * 2 ** 2, 1e-9);
  const { mean: gradient } = gradientMoments(straight, [0, 2, 1], 4);
  for (const [axis, expected] of [-1, 0.25, 0].entries()) near(gradient[axis] as number, expected, 1e-9);
  const turned = leastSquares({ ...options, rotation: randomRotation(3, 1) });
  near(excessLoss(turned, [0, 0, 0]), 0.5 * (1 + 0.25 + 0.01), 1e-9);
  for (const slope of gradientMoments(turned, turned.solution, 4).mean) near(slope, 0, 1e-9);
});

test("minibatches have the moments of the closed form, and frozen weights stay", () => {
  const problem = leastSquares(options);
  const { weights, gradients, updates } = follow(problem, sgd({ learningRate: 0.5 }), {
    seeds: [1, 2, 3, 4],
    updates: 500,
    batchSize: 4,
    frozen: true,
  });
  assert.ok(weights.flat(2).every((weight) => weight === 0));
  near(updates[7]?.[1]?.[0] as number, -0.5 * (gradients[7]?.[1]?.[0] as number), 1e-6);
  const { mean: full, meanSquare } = gradientMoments(problem, [0, 0, 0], 4);
  for (const axis of scales.keys()) {
    const all = gradients.flatMap((row) => row.map((one) => one[axis] as number));
    near(mean(all), full[axis] as number, 4 * Math.sqrt((meanSquare[axis] as number) / all.length));
    near(mean(all.map((value) => value ** 2)) / (meanSquare[axis] as number), 1, 0.15);
  }
});

test("the closed forms are the sums of the squared weights of past gradients", () => {
  const beta = 0.8;
  const past = Array.from({ length: 400 }, (_, age) => beta ** age);
  const sum = (weights: readonly number[]) => weights.reduce((total, weight) => total + ((1 - beta) * weight) ** 2, 0);
  near(closedForms["SGD + momentum"](beta), sum(past), 1e-9);
  near(closedForms.Nesterov(beta), sum(past.map((weight, age) => (age === 0 ? 1 : 0) + beta * weight)), 1e-9);
});

test("a small study: without velocity nothing is smoothed; rates follow the mean squared derivative", async () => {
  const result = await momentumAndAdaptiveRates.run(
    { seeds: 3, updates: 60, smoothingUpdates: 400, betas: [0, 0.9] },
    { store: null },
  );
  for (const { shares, closedForm } of result.smoothing) {
    near(shares[0]?.estimate as number, 1, 1e-4);
    near((shares[1]?.estimate as number) / (closedForm[1] as number), 1, 0.4);
  }
  const [plain, ...adaptive] = result.rates;
  near(plain?.slope.estimate as number, 0, 1e-4);
  for (const { optimizer, slope } of adaptive) assert.ok(Math.abs(slope.estimate + 1) < 0.2, optimizer);
  for (const { courses, closedForms: closed } of adaptive) {
    if (closed === null) continue;
    near((courses[0]?.mean.at(-1) as number) / (closed[0]?.at(-1) as number), 1, 0.4);
  }

  const reordered = {
    ...result,
    training: result.training.filter(({ optimizer }) => optimizer !== "SGD").concat(result.training.slice(0, 1)),
    sizes: { ...result.sizes, straight: [...result.sizes.straight].reverse() },
    rates: result.rates.map((one) => ({ ...one, movement: [...one.movement].reverse() })),
  };
  assert.deepEqual(
    momentumAndAdaptiveRates.claims(reordered),
    momentumAndAdaptiveRates.claims(result),
    "no claim hangs on the order of methods or weights",
  );
});

test("examples that do not determine the weights are refused, and a momentum whose variance is not measured", async () => {
  await assert.rejects(
    momentumAndAdaptiveRates.run({ examples: 6 }),
    /^RangeError: examples is 6; give more than there are weights, 6/,
  );
  await assert.rejects(
    momentumAndAdaptiveRates.run({ momentum: 0.7 }),
    /^RangeError: momentum is 0.7; give one of betas, 0, 0.5, 0.8/,
  );
});
