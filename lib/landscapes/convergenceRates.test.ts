import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../engine/tensorflow.js";
import { adam, nesterov, scheduled, schedules, sgd } from "../optimizers/index.js";
import { convergenceRates, type Quadric, quadric, randomRotation } from "./index.js";

/** The largest modulus of the roots of z² − t·z + d. */
function radius(t: number, d: number): number {
  const discriminant = t * t - 4 * d;
  return discriminant < 0 ? Math.sqrt(d) : (Math.abs(t) + Math.sqrt(discriminant)) / 2;
}

/** Of the iteration matrices of the heavy ball (Goh 2017), one for each eigenvalue. */
function heavyBallRadius({ eigenvalues }: Quadric, alpha: number, beta: number): number {
  return Math.max(...eigenvalues.map((lambda) => radius(1 + beta - alpha * lambda, beta)));
}

function nesterovRadius({ eigenvalues }: Quadric, alpha: number, beta: number): number {
  return Math.max(
    ...eigenvalues.map((lambda) => radius((1 + beta) * (1 - alpha * lambda), beta * (1 - alpha * lambda))),
  );
}

/** Every pair of n learning rates below `largest` and n momenta below 1. */
function grid(n: number, largest: number): { learningRates: number[]; momenta: number[] } {
  const pairs = Array.from({ length: n * n }, (_, at) => [Math.floor(at / n), at % n] as const);
  return {
    learningRates: pairs.map(([row]) => Math.fround(((row + 0.4) / n) * largest)),
    momenta: pairs.map(([, column]) => Math.fround(column / n)),
  };
}

function assertWithinOnePercent(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((rate, at) => {
    const wanted = expected[at] as number;
    assert.ok(Math.abs(rate / wanted - 1) < 0.01, `replica ${at}: ${rate}, expected ${wanted}`);
  });
}

const small = quadric({ eigenvalues: [1, 3, 10], rotation: randomRotation(3, 4), centre: [1, -1, 0.5] });

test("momentum over learning rate and β: the rate is the radius of the iteration matrices, the border 2 + 2β", () => {
  const { learningRates, momenta } = grid(40, 0.4);
  const optimizer = sgd({ learningRate: tf.tensor1d(learningRates), momentum: tf.tensor1d(momenta) });
  const rates = convergenceRates({ landscape: small, optimizer, replicas: 1600 }).arraySync();
  assertWithinOnePercent(
    rates,
    learningRates.map((alpha, at) => heavyBallRadius(small, alpha, momenta[at] as number)),
  );
  rates.forEach((rate, at) => {
    const [steepest, border] = [(learningRates[at] as number) * 10, 2 + 2 * (momenta[at] as number)];
    assert.equal(rate < 1, steepest < border, `αλ = ${steepest}, 2 + 2β = ${border}, rate ${rate}`);
  });
});

test("Nesterov's method has its own matrices", () => {
  const { learningRates, momenta } = grid(12, 0.19);
  const optimizer = nesterov({ learningRate: tf.tensor1d(learningRates), momentum: tf.tensor1d(momenta) });
  assertWithinOnePercent(
    convergenceRates({ landscape: small, optimizer, replicas: 144 }).arraySync(),
    learningRates.map((alpha, at) => nesterovRadius(small, alpha, momenta[at] as number)),
  );
});

for (const kappa of [2, 10, 100, 1000]) {
  test(`the best rates at κ = ${kappa}: (κ − 1) / (κ + 1), with momentum (√κ − 1) / (√κ + 1)`, () => {
    const landscape = quadric({ eigenvalues: [1, kappa] });
    const plain = sgd({ learningRate: 2 / (1 + kappa) });
    const root = Math.sqrt(kappa);
    const best = (root - 1) / (root + 1);
    const ball = sgd({ learningRate: (2 / (1 + root)) ** 2, momentum: best ** 2 });
    const measured = (optimizer: typeof plain | typeof ball, updates: number) =>
      convergenceRates({ landscape, optimizer, replicas: 1, updates }).arraySync()[0] as number;
    assertWithinOnePercent([measured(plain, 1000)], [(kappa - 1) / (kappa + 1)]);
    // Both eigenvalues of each matrix coincide here: the distance goes like k · rateᵏ.
    assertWithinOnePercent([measured(ball, 2000)], [best]);
  });
}

test("distances that no float32 can hold: rates near 0 and far above 1, and 0 where the minimum is met", () => {
  const landscape = quadric({ eigenvalues: [1] });
  const learningRate = tf.tensor1d([0.999, 1, 1000, 0]);
  const rates = convergenceRates({ landscape, optimizer: sgd({ learningRate }), replicas: 4 }).arraySync();
  assertWithinOnePercent(
    rates.filter((_, at) => at !== 1),
    [0.001, 999, 1],
  );
  assert.equal(rates[1], 0);
  const overflowing = sgd({ learningRate: tf.tensor1d([3e38, 0.5]) });
  const steep = quadric({ eigenvalues: [100] });
  const [first] = convergenceRates({ landscape: steep, optimizer: overflowing, replicas: 2 }).arraySync();
  assert.ok(!Number.isFinite(first), `${first}`);
});

test("methods that are not linear are refused", () => {
  const rates =
    (optimizer: Parameters<typeof convergenceRates>[0]["optimizer"], updates = 10) =>
    () =>
      convergenceRates({ landscape: small, optimizer, replicas: 2, updates });
  assert.throws(rates(adam({ learningRate: 0.1 })), /Adam keeps state.updates of shape \[2\], so it is not linear/);
  assert.throws(
    rates(adam({ learningRate: 0.1, biasCorrection: false })),
    /Adam is not linear: twice the distance from the minimum does not give twice the update/,
  );
  const shrinking = scheduled(schedules.inverse(0.1), (learningRate) => sgd({ learningRate }));
  assert.throws(rates(shrinking), /keeps state.scheduledUpdates of shape \[2\]/);
  assert.throws(rates(sgd({ learningRate: 0.1 }), 1), /updates is 1; give a whole number, at least 2/);
});
