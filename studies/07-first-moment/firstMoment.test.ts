import assert from "node:assert/strict";
import { test } from "node:test";
import type { SecondTask } from "../common/secondTask/index.js";
import { decay, madeUp, riseAndDecay } from "../common/secondTask/testSupport.js";
import { firstMomentDifferences, firstMomentDurations, firstMomentStudy, firstMomentTable } from "./index.js";

const { verdict, checks, figures } = firstMomentStudy;

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
  assert.equal(verdict(result(riseAndDecay(40), { adam: 40, sgd: 30 })).answer, "agrees");
  assert.equal(verdict(result(riseAndDecay(40), { adam: 25, sgd: 30 })).answer, "depends");
  assert.equal(verdict(result(decay(40, 0.3), { adam: 25, sgd: 30 })).answer, "disagrees");
});

test("every claim is a check of its own", () => {
  const holds = (made: SecondTask) => checks(made).map((check) => check.holds);
  assert.deepEqual(holds(result(riseAndDecay(40), { adam: 40, sgd: 30 })), Array(8).fill(true));
  assert.deepEqual(holds(result(decay(40, 0.3), { adam: 15, sgd: 30 })), [
    false,
    false,
    false,
    false,
    false,
    true,
    false,
    true,
  ]);
});

test("tables: differences are Adam's less the other's", () => {
  const made = result(riseAndDecay(40), { adam: 40, sgd: 30 });
  const learning = firstMomentDifferences(made).rows.map((row) => (row[5] as { estimate: number }).estimate);
  assert.deepEqual(learning, [10, 20, -10, 20]);
  assert.equal(firstMomentTable(made).rows.length, 6);
  assert.equal(firstMomentDurations(made).rows.length, 4);
});

test("one seed makes no NaN", () => {
  const single = result(riseAndDecay(40), { adam: 40, sgd: 30 }, 1);
  assert.ok(checks(single).every(({ claim }) => !claim.includes("NaN")));
  assert.ok(figures(single).every(({ figure }) => !/NaN/.test(JSON.stringify(figure.plot.layout) + figure)));
});
