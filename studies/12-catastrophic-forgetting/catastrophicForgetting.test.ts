import assert from "node:assert/strict";
import { test } from "node:test";
import { entrants, phases } from "./protocol.js";
import { forgettingTable, forgettingVariants } from "./report.js";
import { type CatastrophicForgetting, type CatastrophicForgettingOptions, catastrophicForgetting } from "./run.js";
import { catastrophicForgettingStudy } from "./study.js";

const small: Partial<CatastrophicForgettingOptions> = { seeds: 2, variantSeeds: 0, testImages: 20, hidden: 10 };

test("four phases of new images, two digits each, four units; or ten, or the same images again", () => {
  const { tasks, outputs } = phases();
  assert.equal(outputs, 4);
  const labels = tasks.map(({ dataset, train }) => [
    ...new Set(train.map((index) => dataset.train.labels[index] as number)),
  ]);
  assert.deepEqual(
    labels.map((classes) => classes.sort()),
    [
      [0, 1],
      [2, 3],
      [0, 1],
      [2, 3],
    ],
  );
  const image = (task: (typeof tasks)[number], place: number) => {
    const { inputs, features } = task.dataset.train;
    const index = task.train[place] as number;
    return inputs.subarray(index * features, (index + 1) * features).join();
  };
  const images = (at: number) =>
    Array.from({ length: 100 }, (_, place) => image(tasks[at] as (typeof tasks)[number], place));
  const first = new Set(images(0));
  assert.ok(!images(2).some((shown) => first.has(shown)));
  const again = phases({ sameImages: true });
  assert.equal(again.tasks[2]?.dataset.train, again.tasks[0]?.dataset.train);
  assert.notEqual(again.tasks[2]?.dataset.test, again.tasks[0]?.dataset.test);
  assert.equal(phases({ tenUnits: true }).outputs, 10);
});

test("retention is accuracy on the first two digits after the second phase, in the runs that ended every phase", async () => {
  const result = await catastrophicForgetting(small, { store: null, compiler: "graph" });
  assert.deepEqual(
    result.entries.map(({ optimizer }) => optimizer),
    ["RMSProp", "SGD", "Adam", "SGD + momentum"],
  );
  for (const { failed, retention, accuracies, steps, relearning } of result.entries) {
    if (failed === 2) continue;
    assert.deepEqual(retention, accuracies[1]?.[0]);
    assert.ok(steps.every(({ estimate }) => estimate >= 5 && estimate <= 2500));
    assert.ok(relearning.estimate > 0);
  }
});

test("a result that equals the published one agrees; one in another order does not", () => {
  const asPublished = resultWith((at) => entrants[at]?.published.accuracies[1]?.[0][0] as number);
  assert.equal(catastrophicForgettingStudy.verdict(asPublished).answer, "agrees");
  assert.ok(catastrophicForgettingStudy.checks(asPublished).every(({ holds }) => holds));
  assert.equal(forgettingTable(asPublished).rows.length, 8);
  assert.equal(forgettingVariants(asPublished).rows.length, 1);
  assert.equal(catastrophicForgettingStudy.figures(asPublished).length, 2);
  const reversed = resultWith((at) => [0.1, 0.2, 0.3, 0.4][at] as number);
  assert.equal(catastrophicForgettingStudy.verdict(reversed).answer, "disagrees");
});

test("options out of their range are named", async () => {
  await assert.rejects(
    catastrophicForgetting({ ...small, seeds: 0 }, { store: null, compiler: "graph" }),
    /^RangeError: seeds is 0/,
  );
  await assert.rejects(
    catastrophicForgetting({ ...small, testImages: 5000 }, { store: null, compiler: "graph" }),
    /^RangeError: the criterion asks for 5000 held-out examples/,
  );
  assert.throws(() => phases({ parts: [0, 8] }), /^RangeError: parts: one is 8; give two of 0 to 7/);
});

/** The published numbers as if they were ours, with other retentions. */
function resultWith(retentionOf: (at: number) => number): CatastrophicForgetting {
  const around = (estimate: number) => ({ estimate, lower: estimate - 0.001, upper: estimate + 0.001 });
  const entries = entrants.map(({ optimizer, stepSize, published }, at) => ({
    optimizer: optimizer.name,
    stepSize,
    failed: 0,
    retention: around(retentionOf(at)),
    relearning: around(published.relearning[0]),
    steps: published.steps.map(([mean]) => around(mean)),
    accuracies: published.accuracies.map(([[first], [second]]) => [around(first), around(second)] as const),
  }));
  const pairs = entries.slice(1).map((lower, at) => ({
    higher: entries[at]?.optimizer as string,
    lower: lower.optimizer,
    difference: around(retentionOf(at) - retentionOf(at + 1)),
    pValue: 1e-6,
  }));
  const options = {
    seeds: 100,
    variantSeeds: 0,
    maxSteps: 2500,
    testImages: 1000,
    hidden: 100,
    parts: [6, 7],
  } as const;
  return { options, entries, pairs, variants: [] };
}
