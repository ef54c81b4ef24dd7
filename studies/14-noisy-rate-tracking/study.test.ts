import assert from "node:assert/strict";
import { test } from "node:test";
import { optimalStepSize, rateTracking } from "momenta/datasets";
import { mean, meanInterval } from "momenta/statistics";
import { leastAt } from "../common/index.js";
import { readResult } from "../core/index.js";
import { aboveIdbd, aboveOracle, correlationWithDrift, oracleAboveClosedForm, ratioToBest } from "./claims.js";
import { errorOfStepSize, leastError, normalizedStepSize } from "./measure/closedForm.js";
import { lowestPoint } from "./measure/constant.js";
import { errorsOfOracle } from "./measure/oracle.js";
import { noisyRateTracking } from "./study.js";

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("the closed form: its least point is α*, the least error 1 / (1 − α*)", () => {
  for (const drift of [0.1, 0.5, 1, 3]) {
    const best = optimalStepSize(drift);
    near(
      leastAt(0, 2, (stepSize) => errorOfStepSize(stepSize, drift)),
      best,
      1e-6,
    );
    near(errorOfStepSize(best, drift), leastError(drift), 1e-9);
  }
  // A target that stays, and a step of 1: the error of two independent noises.
  near(errorOfStepSize(1, 0), 2, 1e-12);
  assert.equal(errorOfStepSize(2, 1), Infinity);
  assert.equal(errorOfStepSize(0, 1), Infinity);
});

test("the step size of a normalized gradient solves α √E(α) = learning rate, and falls with the drift", () => {
  for (const drift of [0.2, 1, 2.5]) {
    const stepSize = normalizedStepSize(1.5, drift);
    near(stepSize * Math.sqrt(errorOfStepSize(stepSize, drift)), 1.5, 1e-9);
    assert.ok(normalizedStepSize(1.5, drift + 0.1) < stepSize);
    // With the drift for its learning rate it is the best one.
    near(normalizedStepSize(drift, drift), optimalStepSize(drift), 1e-9);
  }
});

test("the oracle has the least error in each of two periods, by hand in the first two examples", () => {
  const settings = { drift: [1, 1], redrawEvery: 4000 } as const;
  const errors = (stepSize: number, seed: number) =>
    mean(
      errorsOfOracle(rateTracking([seed], settings), {
        stepSizes: [stepSize, stepSize],
        redrawEvery: 4000,
        records: 4,
      }),
    );
  const seeds = [1, 2, 3, 4, 5, 6];
  const measured = meanInterval(seeds.map((seed) => errors(optimalStepSize(1), seed)));
  assert.ok(measured.lower < leastError(1) && measured.upper > leastError(1), JSON.stringify(measured));
  for (const other of [0.4, 0.85])
    assert.ok(seeds.every((seed) => errors(other, seed) > errors(optimalStepSize(1), seed)));

  const { inputs, targets } = rateTracking([1], settings).next(2);
  const [first, second] = [...targets.dataSync()] as [number, number];
  inputs.dispose();
  targets.dispose();
  const [one, two] = errorsOfOracle(rateTracking([1], { ...settings, redrawEvery: 2 }), {
    stepSizes: [0.5],
    redrawEvery: 2,
    records: 2,
  });
  near(one as number, first ** 2, 1e-6);
  near(two as number, (second - first / 2) ** 2, 1e-6);
});

test("the lowest point of a parabola, and of values that fall to an end", () => {
  const x = [0, 1, 2, 3, 4];
  near(
    lowestPoint(
      x,
      x.map((value) => 2 + (value - 2.3) ** 2),
    ),
    2.3,
    1e-12,
  );
  assert.equal(
    lowestPoint(
      x,
      x.map((value) => -value),
    ),
    4,
  );
});

test("the full result: the closed form is met; IDBD follows the drift, RMSProp and Adam go the other way", () => {
  const result = readResult(noisyRateTracking);
  for (const { drift, best, stepSizes, errors } of result.constant) {
    assert.ok(best.lower <= optimalStepSize(drift) && optimalStepSize(drift) <= best.upper, `σ = ${drift}`);
    const met = stepSizes.filter((stepSize, at) => {
      const { lower, upper } = errors[at] as (typeof errors)[number];
      return lower <= errorOfStepSize(stepSize, drift) && errorOfStepSize(stepSize, drift) <= upper;
    });
    assert.ok(met.length > 0.5 * stepSizes.length, `σ = ${drift}: ${met.length} of ${stepSizes.length}`);
  }
  const oracle = oracleAboveClosedForm(result);
  assert.ok(oracle.lower < 0.01 && oracle.upper > -0.01, JSON.stringify(oracle));
  for (const name of ["SGD", "RMSProp", "Adam"] as const) {
    assert.ok(aboveIdbd(result, name).lower > 0, name);
    assert.ok(aboveOracle(result, name).lower > aboveOracle(result, "IDBD").upper, name);
  }
  assert.ok(correlationWithDrift(result, "IDBD").lower > 0.9);
  for (const name of ["RMSProp", "Adam"] as const) assert.ok(correlationWithDrift(result, name).upper < -0.5, name);
  near(ratioToBest(result, "IDBD").estimate, 1, 0.1);
  for (const { noise, settled, rmsprop } of result.noise) {
    near(settled.estimate / optimalStepSize(1 / noise), 1, 0.03);
    assert.ok(rmsprop.lower < 1.01 && rmsprop.upper < 1.02, `noise ${noise}: ${rmsprop.upper}`);
  }
});
