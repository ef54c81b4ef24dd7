import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "momenta/engine";
import { sgd } from "momenta/optimizers";
import { readResult } from "../core/index.js";
import { distancesOf, marginsOf, rotatedBy } from "./claims.js";
import { newScore, wilsonProblem } from "./measure/equalWeights.js";
import { leastNorm, normOf, products, pseudoInverseSolution } from "./measure/leastNorm.js";
import { descend } from "./measure/linear.js";
import { marginOf, maxMargin } from "./measure/maxMargin.js";
import { output, raysOf } from "./measure/network.js";
import { gaussianRows, separable, shuffledBatches, trueWeights, truths } from "./measure/problems.js";
import { implicitBias } from "./study.js";

const near = (actual: number, expected: number, tolerance = 1e-4) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("least norms of one equation, w₁ + 3 w₂ = 4", () => {
  const rows = [Float64Array.from([1, 3])];
  const of = (norm: "l1" | "l2" | "linf") => [...leastNorm(rows, [4], norm).weights];
  for (const [found, expected] of [
    [of("l1"), [0, 4 / 3]],
    [of("l2"), [0.4, 1.2]],
    [of("linf"), [1, 1]],
    [[...pseudoInverseSolution(rows, [4])], [0.4, 1.2]],
  ] as const) {
    found.forEach((value, at) => {
      near(value, expected[at] as number);
    });
  }
});

test("solutions of least norm solve, and no step along the solutions makes the norm smaller", () => {
  const rows = gaussianRows(3, 6, 12);
  const b = [1, -2, 0.5, 3, -1, 0];
  const direction = gaussianRows(4, 1, 12)[0] as Float64Array;
  const along = pseudoInverseSolution(rows, products(rows, direction)).map(
    (value, at) => (direction[at] as number) - value,
  );
  for (const norm of ["l1", "l2", "linf"] as const) {
    const { weights, norm: least, bound } = leastNorm(rows, b, norm);
    products(rows, weights).forEach((value, at) => {
      near(value, b[at] as number, 1e-9);
    });
    assert.ok(bound <= least && least - bound <= 1e-5 * least);
    for (const step of [-0.1, 0.1]) {
      const moved = weights.map((value, at) => value + step * (along[at] as number));
      assert.ok(normOf(moved, norm) >= least * (1 - 1e-5));
    }
  }
});

test("the largest margins of points in the plane are those of a search over all directions", () => {
  const { inputs, targets } = separable(5, 2, 2);
  const rows = inputs.map((row, at) => row.map((value) => value * (targets[at] as number)));
  const directions = Array.from({ length: 36_000 }, (_, at) => (at * Math.PI) / 18_000);
  for (const norm of ["l2", "linf"] as const) {
    const searched = Math.max(...directions.map((angle) => marginOf(rows, [Math.cos(angle), Math.sin(angle)], norm)));
    const { margin, bound } = maxMargin(rows, norm);
    near(margin, searched, 1e-3 * searched);
    assert.ok(margin <= bound && searched <= bound * (1 + 1e-9));
  }
});

test("gradient descent by hand: one example, two weights, minibatches", () => {
  const examples = [{ inputs: [Float64Array.from([1, 3]), Float64Array.from([0, 1])], targets: [4, 5] }];
  const { weights } = descend(sgd({ learningRate: 0.1 }), {
    examples,
    loss: "squared",
    updates: 2,
    batches: [[0], [1]],
    record: () => ({ nothing: tf.zeros([1]) }),
    compiler: "graph",
  });
  // 0 + .1 · 4 · (1, 3) = (.4, 1.2), then + .1 · (5 − 1.2) · (0, 1).
  near(weights[0]?.[0] as number, 0.4);
  near(weights[0]?.[1] as number, 1.58);
});

test("the logistic loss by hand, and its scale", () => {
  const descent = (scale: number) =>
    descend(sgd({ learningRate: 0.5 / scale }), {
      examples: [{ inputs: [Float64Array.from([2])], targets: [-1] }],
      loss: "logistic",
      scale,
      updates: 1,
      record: (_, outputs) => ({ output: tf.sum(outputs, 1) }),
      compiler: "graph",
    });
  for (const scale of [1, 8]) {
    near(descent(scale).weights[0]?.[0] as number, -0.5);
    near(descent(scale).records.output?.[0]?.[0] as number, -1);
  }
});

test("Wilson et al.'s problem: X sign(Xᵀy) = 4 y; a new example counts three features", () => {
  const { inputs, targets } = wilsonProblem([1, 1, -1, 1]);
  const signs = Float64Array.from({ length: 23 }, (_, at) =>
    Math.sign(inputs.reduce((sum, row, example) => sum + (row[at] as number) * (targets[example] as number), 0)),
  );
  assert.deepEqual([...products(inputs, signs)], [4, 4, -4, 4]);
  assert.equal(newScore([1, 1, 1], 1), 3);
  assert.equal(newScore([1, 1, 1], -1), 1);
});

test("true weights have norm 1; batches go through all examples", () => {
  for (const truth of truths) near(normOf(trueWeights(1, truth, 20, 3), "l2"), 1);
  assert.equal(trueWeights(1, "sparse", 20, 3).filter((value) => value !== 0).length, 3);
  const batches = shuffledBatches(1, 6, 2, 6);
  for (const epoch of [batches.slice(0, 3), batches.slice(3)]) {
    assert.deepEqual(epoch.flat().sort(), [0, 1, 2, 3, 4, 5]);
  }
});

test("the output of a network, and the rays at which it changes its sign", () => {
  // max(0, x) − max(0, |y|-like): units (1, 0), (0, 1), (1, 0), (0, −1) with signs 1, −1, 1, −1.
  const hidden = [
    [1, 0],
    [0, 1],
    [1, 0],
    [0, -1],
  ] as const;
  near(output(hidden, [1, 0.5]), (2 - 0.5) / 4);
  // 2 x = |y|: tan = 2.
  const angle = (Math.atan(2) * 180) / Math.PI;
  const [above, below] = raysOf(hidden);
  near(above as number, angle, 1e-3);
  near(below as number, -angle, 1e-3);
});

test("full result: SGD at X⁺y, the adaptive methods not; margins in their order; Adam's boundary alone moves", () => {
  const result = readResult(implicitBias);
  assert.ok(distancesOf(result, "SGD").largest < 1e-4);
  assert.ok(distancesOf(result, "SGD + momentum").largest < 1e-4);
  for (const method of ["AdaGrad", "RMSProp", "Adam"] as const) assert.ok(distancesOf(result, method).least > 0.1);
  const [descent, adam, rmsprop] = (["gradient descent", "Adam", "RMSProp"] as const).map((arm) =>
    marginsOf(result, arm),
  );
  for (const other of [adam, rmsprop]) {
    assert.ok((descent?.l2.lower as number) > (other?.l2.upper as number));
    assert.ok((descent?.linf.upper as number) < (other?.linf.lower as number));
  }
  for (const when of ["early", "late"] as const) {
    assert.ok(rotatedBy(result, "SGD", when).largestTurn < 0.01);
    assert.ok(rotatedBy(result, "Adam", when).largestTurn > 1);
  }
});
