import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/index.js";
import { decay, madeUp, riseAndDecay } from "../common/secondTask/testSupport.js";
import { firstMoment } from "./study.js";

const { agreement, claims, figures, tables } = firstMoment;

/** Adam with the given first moment, which its updates follow; the others decay at once. */
function result(moment: readonly number[], learned: { adam: number; sgd: number }, seeds = 4): SecondTask {
  const runs = (updates: number) => Array.from({ length: seeds }, (_, seed) => updates + (seed % 2));
  const adam = (values: readonly number[], updates: number) => ({
    optimizer: "Adam",
    secondTask: runs(updates),
    quantities: { updateNorm: () => values, firstMoment: () => values },
  });
  return madeUp(
    {
      SGD: { optimizer: "SGD", secondTask: runs(learned.sgd), quantities: { updateNorm: () => decay(40, 0.3) } },
      "Adam, the notes'": adam(moment, learned.adam),
      "Adam, bias-corrected": adam(riseAndDecay(40), 50),
      "Adam, β₁ = 0": adam(decay(40, 0.3), 20),
    },
    seeds,
  );
}

test("a moment that rises, updates that go on and slower learning agree; where some of it fails it depends", () => {
  assert.equal(agreement(result(riseAndDecay(40), { adam: 40, sgd: 30 })), "agrees");
  assert.equal(agreement(result(riseAndDecay(40), { adam: 25, sgd: 30 })), "depends");
  assert.equal(agreement(result(decay(40, 0.3), { adam: 15, sgd: 60 })), "disagrees");
});

test("each claim and question has its own verdict", () => {
  const verdicts = (made: SecondTask) => claims(made).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(result(riseAndDecay(40), { adam: 40, sgd: 30 })), Array(7).fill("holds"));
  const onlyCorrected = ["fails", "fails", "fails", "holds if Adam is bias-corrected", "fails", "fails", "holds"];
  assert.deepEqual(verdicts(result(decay(40, 0.3), { adam: 15, sgd: 30 })), onlyCorrected);
});

test("tables: differences are Adam's less the other's", () => {
  const made = result(riseAndDecay(40), { adam: 40, sgd: 30 });
  const learning = tables.differences(made).rows.map((row) => (row[5] as { estimate: number }).estimate);
  assert.deepEqual(learning, [10, 20, -10, 20]);
  assert.equal(tables.moments(made).rows.length, 6);
  assert.equal(tables.durations(made).rows.length, 4);
});

test("one seed makes no NaN", () => {
  const single = result(riseAndDecay(40), { adam: 40, sgd: 30 }, 1);
  assert.doesNotMatch(JSON.stringify(claims(single)), /NaN/);
  for (const draw of Object.values(figures)) {
    const figure = draw(single);
    assert.doesNotMatch(JSON.stringify(figure.plot.layout) + figure, /NaN/);
  }
});
