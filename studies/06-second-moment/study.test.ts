import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/index.js";
import { decay, madeUp } from "../common/secondTask/testSupport.js";
import { secondMoment } from "./study.js";

const { agreement, claims, figures, tables } = secondMoment;

type ByLayer = readonly [first: number, second: number, output: number];

/** Updates, norms and means of the second moment that decay from the given values. */
function result(updates: ByLayer, norms: ByLayer, means: ByLayer, momentDecay = 0.99, seeds = 3): SecondTask {
  const from = (values: ByLayer, beta: number) => (layer: number) =>
    decay(40, beta).map((value) => value * (values[layer] as number));
  const quantities = {
    updateNorm: from(updates, 0.8),
    secondMoment: from(norms, momentDecay),
    secondMomentMean: from(means, momentDecay),
  };
  return madeUp({ RMSProp: { optimizer: "RMSProp", secondTask: Array(seeds).fill(16), quantities } }, seeds);
}

const verdicts = (made: SecondTask) => claims(made).map(({ verdict }) => verdict);

test("orderings that hold for a layer and for a weight agree; for a layer alone, depend; for neither, disagree", () => {
  // The second layer has ten times the weights of the output layer, its update per weight is smaller by √10.
  assert.equal(agreement(result([9, 4, 1], [1, 2, 3], [1, 2, 3])), "agrees");
  assert.equal(agreement(result([9, 2, 1], [1, 2, 3], [1, 2, 3])), "depends");
  assert.equal(agreement(result([9, 4, 1], [1, 2, 3], [3, 2, 1])), "depends");
  assert.equal(agreement(result([1, 1, 2], [3, 2, 1], [3, 2, 1], 0.7)), "disagrees");
});

test("each ordering has a verdict, and so has the stability of the moment beside that of the update", () => {
  const expected = ["holds if the norm of the layer counts", "holds", "fails", "holds"];
  assert.deepEqual(verdicts(result([9, 2, 1], [1, 2, 3], [1, 3, 2])), expected);
});

test("a table with every ordering by both measures", () => {
  const made = result([9, 2, 1], [1, 2, 3], [1, 3, 2]);
  const ratios = tables.orders(made).rows.map((row) => (row[4] as { estimate: number }).estimate);
  const near = (at: number, expected: number) => assert.ok(Math.abs((ratios[at] as number) - expected) < 1e-3);
  near(0, 2);
  near(1, 2 / Math.sqrt(10_100 / 1_010));
  near(6, 1.5);
  near(7, 2 / 3);
  assert.equal(tables.layers(made).rows.length, 3);
});

test("one seed decides nothing, and makes no NaN", () => {
  const single = result([9, 4, 1], [1, 2, 3], [1, 2, 3], 0.99, 1);
  assert.deepEqual(verdicts(single), Array(4).fill("undecided"));
  assert.doesNotMatch(JSON.stringify(claims(single)), /NaN/);
  for (const draw of Object.values(figures)) {
    const figure = draw(single);
    assert.doesNotMatch(JSON.stringify(figure.plot.layout) + figure, /NaN/);
  }
});
