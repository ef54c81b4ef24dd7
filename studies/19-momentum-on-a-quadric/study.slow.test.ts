import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bestMomentum,
  criticalMomentum,
  heavyBall,
  iterateAt,
  nesterovsMethod,
  radius,
} from "./measure/closedForms.js";
import type { RateMap } from "./measure/maps.js";
import { expectedLosses, noiseFloor } from "./measure/noise.js";
import { byMatrix, chainBound, chainErrors, expectedOvershoot, rateByEigenvalues } from "./result.js";
import { momentumOnAQuadric } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const small = { mapped: [10], resolution: 8, mapUpdates: 2000, kappas: [10], updates: 4000, weights: 8, draws: 20 };

test("runs are what the eigenvalues say, the printed forms fail, and a wrong rate is noticed", async () => {
  const result = await momentumOnAQuadric.run(small, { store: null });
  const failing = (changed: typeof result) =>
    momentumOnAQuadric
      .claims(changed)
      .filter(({ verdict }) => verdict !== "holds")
      .map(({ words }) => words.split(":")[0]);
  const printed = ["the iterates of (v, w) are the powers of [[β, λ], [−αβ, 1 − αλ]]", "Nesterov"];
  assert.deepEqual(failing(result), printed);
  const [map] = result.maps as [RateMap];
  near(map.rates[3]?.[2] as number, rateByEigenvalues(map)[3]?.[2] as number, 2e-3);
  const wrong = { ...result, maps: [{ ...map, rates: map.rates.map((row) => row.map((rate) => rate * 1.02)) }] };
  assert.ok(failing(wrong).includes("rate"));
  assert.ok(result.chain.momentum.every((weights, k) => weights.slice(k).every((weight) => weight === 0)));
  const errors = chainErrors(result.chain, result.chain.momentum);
  assert.ok((errors.at(-1) as number) < 0.05 && (errors[4] as number) >= chainBound(result.chain, 4));
});

test("the closed form is the recurrence, in all three regimes", () => {
  for (const beta of [0.2, criticalMomentum(0.1), 0.9]) {
    const { trace, determinant } = heavyBall(0.1, beta);
    let [before, now] = [1, 0.9];
    for (let k = 1; k < 30; k++) {
      near(iterateAt({ trace, determinant }, 0.9, k), now);
      [before, now] = [now, trace * now - determinant * before];
    }
  }
});

test("at α*, β* the flattest and the steepest component are both critically damped", () => {
  const { learningRate, momentum, rate } = bestMomentum(9);
  near(radius(heavyBall(learningRate, momentum)), rate, 1e-7);
  near(radius(heavyBall(9 * learningRate, momentum)), rate, 1e-7);
  near(radius(nesterovsMethod(1.3, 0)), 0.3);
});

test("the printed matrix and the one of the rule give the same w and opposite v", () => {
  const printed = byMatrix(
    [
      [0.9, 1],
      [-0.09, 0.9],
    ],
    4,
  );
  const mended = byMatrix(
    [
      [0.9, -1],
      [0.09, 0.9],
    ],
    4,
  );
  printed.forEach(({ v, w }, k) => {
    near(w, mended[k]?.w as number);
    near(v, -(mended[k]?.v as number));
  });
});

test("expected losses fall to the floor of the noise, and no ball without momentum overshoots", () => {
  for (const beta of [0, 0.9]) near((expectedLosses(beta, 2000).at(-1) as number) / noiseFloor(beta), 1, 1e-6);
  assert.equal(expectedOvershoot("momentum", 0), 0);
  assert.ok(expectedOvershoot("momentum", 0.9) > expectedOvershoot("nesterov", 0.9));
});
