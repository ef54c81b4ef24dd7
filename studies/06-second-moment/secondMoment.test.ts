import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/secondTask/index.js";
import { decay, madeUp } from "../common/secondTask/testSupport.js";
import { secondMomentLayers, secondMomentStudy, secondMomentTable } from "./index.js";

const { verdict, checks, figures } = secondMomentStudy;

type ByLayer = readonly [first: number, second: number, output: number];

/** Updates, norms and means of the second moment that decay from the given values. */
function result(updates: ByLayer, norms: ByLayer, means: ByLayer, seeds = 3): SecondTask {
  const from = (values: ByLayer, beta: number) => (layer: number) =>
    decay(40, beta).map((value) => value * (values[layer] as number));
  const quantities = {
    updateNorm: from(updates, 0.8),
    secondMoment: from(norms, 0.99),
    secondMomentMean: from(means, 0.99),
  };
  return madeUp({ RMSProp: { optimizer: "RMSProp", secondTask: Array(seeds).fill(16), quantities } }, seeds);
}

test("orderings that hold for a layer and for a weight agree; for a layer alone, depend; for neither, disagree", () => {
  // The second layer has ten times the weights of the output layer, its update per weight is smaller by √10.
  assert.equal(verdict(result([9, 4, 1], [1, 2, 3], [1, 2, 3])).answer, "agrees");
  assert.equal(verdict(result([9, 2, 1], [1, 2, 3], [1, 2, 3])).answer, "depends");
  assert.equal(verdict(result([9, 4, 1], [1, 2, 3], [3, 2, 1])).answer, "depends");
  assert.equal(verdict(result([1, 1, 2], [3, 2, 1], [3, 2, 1])).answer, "disagrees");
});

test("each ordering is a check, and so is the stability of the moment beside that of the update", () => {
  const holds = (made: SecondTask) => checks(made).map((check) => check.holds);
  assert.deepEqual(holds(result([9, 2, 1], [1, 2, 3], [1, 3, 2])), [true, false, true, false, true]);
});

test("a table with every ordering by both measures", () => {
  const made = result([9, 2, 1], [1, 2, 3], [1, 3, 2]);
  const ratios = secondMomentTable(made).rows.map((row) => (row[4] as { estimate: number }).estimate);
  const near = (at: number, expected: number) => assert.ok(Math.abs((ratios[at] as number) - expected) < 1e-3);
  near(0, 2);
  near(1, 2 / Math.sqrt(10_100 / 1_010));
  near(6, 1.5);
  near(7, 2 / 3);
  assert.equal(secondMomentLayers(made).rows.length, 3);
});

test("one seed bounds nothing: it disagrees, and makes no NaN", () => {
  const single = result([9, 4, 1], [1, 2, 3], [1, 2, 3], 1);
  assert.equal(verdict(single).answer, "disagrees");
  assert.ok(checks(single).every(({ claim }) => !claim.includes("NaN")));
  assert.ok(figures(single).every(({ figure }) => !/NaN/.test(JSON.stringify(figure.plot.layout) + figure)));
});
