import assert from "node:assert/strict";
import { test } from "node:test";
import { adam, sgd } from "momenta/optimizers";
import { playedBy } from "./claims.js";
import { amsgradRegret, borderBetween, driftPerPeriod } from "./measure/drift.js";
import { atRandom, everyPeriod, play } from "./measure/game.js";
import { amsgrad } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("a game by hand: steps, projection, regret", () => {
  const [course] = play(sgd({ learningRate: 0.3 }), {
    rare: [4],
    usual: [-1],
    isRare: [everyPeriod(3, 6)],
    stride: 1,
    compiler: "graph",
  });
  // 0 → −1.2, held at −1 → −.7 → −.4 → −1.6, held at −1 → …
  const expected = [-1, -0.7, -0.4, -1, -0.7, -0.4];
  expected.forEach((x, at) => {
    near(course?.positions[at] as number, x);
  });
  // Losses 0, 1, .7, −1.6, 1, .7; slopes sum to 4, 3, 2, 6, 5, 4.
  [4, 4 / 2, 3.7 / 3, 6.1 / 4, 6.1 / 5, 5.8 / 6].forEach((regret, at) => {
    near(course?.regret[at] as number, regret);
  });
  near(course?.moved[0] as number, -1.2);
});

test("replicas have slopes and sequences of their own", () => {
  const optimizer = adam({ learningRate: 0.01, beta1: 0, beta2: 0.01, biasCorrection: false });
  const flags = [everyPeriod(3, 60), everyPeriod(5, 60)];
  const both = play(optimizer, { rare: [10, 7], usual: [-1, -2], isRare: flags, stride: 30, compiler: "graph" });
  const alone = play(optimizer, {
    rare: [7],
    usual: [-2],
    isRare: flags.slice(1),
    stride: 30,
    compiler: "graph",
  });
  assert.deepEqual(both[1], alone[0]);
  assert.notDeepEqual(both[0], both[1]);
});

test("the drift of the closed form in its limits", () => {
  const drift = (slope: number, beta2: number, method: "Adam" | "AMSGrad" = "Adam") =>
    driftPerPeriod({ slope, period: 3, beta1: 0, beta2 }, method);
  near(drift(1000, 1e-12), 1, 1e-4);
  // β₂ C² = 1: the step after C is 1/√2 of the one that the source counts.
  near(drift(1e4, 1 / (1 + 1e8)), Math.SQRT1_2, 1e-3);
  near(drift(10, 1 - 1e-9), (2 - 10) / Math.sqrt(102 / 3), 1e-6);
  near(drift(10, 1e-12, "AMSGrad"), -1 + 2 / 10, 1e-6);
  near(amsgradRegret(10, 1e-12), 19 / 30, 1e-6);
  near(
    borderBetween(0, 8, (at) => 2 - at),
    2,
    1e-9,
  );
  assert.ok(Number.isNaN(borderBetween(3, 8, (at) => 2 - at)));
});

test("random rare slopes come with their probability, the same for a seed", () => {
  const flags = atRandom(0.01, 100_000, 3);
  const count = flags.reduce((sum, flag) => sum + flag, 0);
  assert.ok(count > 900 && count < 1100, String(count));
  assert.deepEqual(atRandom(0.01, 100_000, 3), flags);
});

test("Adam goes to +1 and AMSGrad to −1 with the decay rates of the proof", async () => {
  const small = { updates: 30_000, paperUpdates: 40_000, seeds: 3, mapUpdates: 3072 };
  const result = await amsgrad.run(small, { store: null });
  assert.ok(playedBy(result, "Adam", "paper").end > 0.95);
  assert.ok(playedBy(result, "AMSGrad", "paper").end < -0.95);
  assert.ok(playedBy(result, "Adam", "usual").end < -0.95);
  for (const { drift, predictedDrift } of result.played) near(drift, predictedDrift, 0.01);
  assert.equal(amsgrad.agreement(result), "depends");
});
