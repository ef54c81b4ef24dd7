import assert from "node:assert/strict";
import { test } from "node:test";
import { quadric } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { curvatureClaims } from "./claims.js";
import { curvatureAndPreconditioning } from "./curvatureAndPreconditioning.js";
import { prepared, type Regression } from "./digits.js";
import { crossings, pathOf, updatesToNear } from "./path.js";
import { curvatureAndPreconditioningStudy } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("updates to a share of the distance, and crossings: (1 − αλ)ᵏ on a quadric", () => {
  const path = pathOf(quadric({ eigenvalues: [1, 18] }), sgd({ learningRate: 0.1 }), [1, 1], 100);
  const expected = Math.ceil(Math.log((1e-3 * Math.SQRT2) / 1) / Math.log(0.9));
  assert.equal(updatesToNear(path, [0, 0]), expected);
  assert.equal(crossings(path, 0), 0);
  assert.equal(crossings(path, 1), 100);
  assert.equal(updatesToNear({ ...path, points: path.points.slice(0, expected) }, [0, 0]), null);
});

test("prepared inputs have mean 0 and variance 1, whitened no correlation either", () => {
  const raw: Regression = {
    inputs: [
      [1, 10],
      [2, 14],
      [4, 13],
      [7, 30],
    ],
    targets: [1, -1, 1, -1],
  };
  const moment = (inputs: Regression["inputs"], a: number, b?: number) =>
    inputs.reduce((sum, row) => sum + (row[a] as number) * (b === undefined ? 1 : (row[b] as number)), 0) / 4;
  for (const preparation of ["standardized", "whitened"] as const) {
    const { inputs, targets } = prepared(raw, preparation);
    for (const column of [0, 1]) {
      near(moment(inputs, column), 0);
      near(moment(inputs, column, column), 1);
    }
    if (preparation === "whitened") near(moment(inputs, 0, 1), 0);
    else assert.ok(moment(inputs, 0, 1) > 0.8);
    assert.deepEqual(targets, raw.targets);
  }
  assert.deepEqual(prepared(raw, "raw"), raw);
});

test("a small version: the numbers of the source, every check, figures and claims", async () => {
  const result = await curvatureAndPreconditioning({}, { quick: true });
  assert.deepEqual(result.example.gradient, [10, 10]);
  assert.deepEqual(result.example.preconditioned, [1, 10]);
  for (const { claim, holds } of curvatureAndPreconditioningStudy.checks(result)) assert.ok(holds, claim);
  assert.equal(curvatureAndPreconditioningStudy.verdict(result).answer, "depends");
  for (const { holds, condition, published } of curvatureClaims(result)) {
    assert.ok(holds || condition !== undefined, `${published} fails without a condition`);
  }
  const figures = curvatureAndPreconditioningStudy.figures(result);
  assert.equal(new Set(figures.map(({ name }) => name)).size, 6);
  for (const { figure } of figures) assert.doesNotMatch(figure.toString(), /NaN|undefined/);
});

test("options out of their range are named", async () => {
  await assert.rejects(curvatureAndPreconditioning({ networks: 0 }), /^RangeError: networks is 0/);
  await assert.rejects(curvatureAndPreconditioning({ conditionNumbers: [] }), /^RangeError: conditionNumbers are/);
});
