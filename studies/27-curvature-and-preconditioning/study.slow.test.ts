import assert from "node:assert/strict";
import { test } from "node:test";
import { quadric } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { crossings, pathOf, updatesToNear } from "../common/index.js";
import { prepare, type Regression } from "./measure/digits.js";
import { curvatureAndPreconditioning } from "./study.js";

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
    const { inputs, targets } = prepare(raw, preparation);
    for (const column of [0, 1]) {
      near(moment(inputs, column), 0);
      near(moment(inputs, column, column), 1);
    }
    if (preparation === "whitened") near(moment(inputs, 0, 1), 0);
    else assert.ok(moment(inputs, 0, 1) > 0.8);
    assert.deepEqual(targets, raw.targets);
  }
  assert.deepEqual(prepare(raw, "raw"), raw);
});

test("a small version: the numbers of the source; what does not hold has a condition", async () => {
  const result = await curvatureAndPreconditioning.run({}, { quick: true, store: null });
  assert.deepEqual(result.example.gradient, [10, 10]);
  assert.deepEqual(result.example.preconditioned, [1, 10]);
  assert.equal(curvatureAndPreconditioning.agreement(result), "depends");
  for (const { kind, words, verdict } of curvatureAndPreconditioning.claims(result)) {
    assert.notEqual(verdict, "fails", words);
    if (kind === "question") assert.equal(verdict, "holds", words);
  }

  const reordered = {
    ...result,
    bowls: [...result.bowls].reverse(),
    ravines: [...result.ravines].reverse(),
    flat: [...result.flat].reverse(),
    normalized: [...result.normalized].reverse(),
  };
  assert.deepEqual(
    curvatureAndPreconditioning.claims(reordered),
    curvatureAndPreconditioning.claims(result),
    "no claim hangs on the order of what was measured",
  );
});
