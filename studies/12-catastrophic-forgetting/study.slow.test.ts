import assert from "node:assert/strict";
import { test } from "node:test";
import { countClaims } from "../core/index.js";
import { entrants } from "./measure/entrants.js";
import { phases } from "./measure/phases.js";
import type { CatastrophicForgetting } from "./result.js";
import { catastrophicForgetting } from "./study.js";

const parts = [6, 7] as const;

test("four phases of new images, two digits each, four units; or ten, or the same images again", () => {
  const { tasks, outputs } = phases({ parts });
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
  const again = phases({ parts, sameImages: true });
  assert.equal(again.tasks[2]?.dataset.train, again.tasks[0]?.dataset.train);
  assert.notEqual(again.tasks[2]?.dataset.test, again.tasks[0]?.dataset.test);
  assert.equal(phases({ parts, tenUnits: true }).outputs, 10);
});

test("retention is accuracy on the first two digits after the second phase, in the runs that ended every phase", async () => {
  const result = await catastrophicForgetting.run(
    { seeds: 2, variantSeeds: 0, testImages: 20, hidden: 10 },
    { store: null, compiler: "graph" },
  );
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
  const asPublished = resultWith((at) => entrants[at]?.published.retention.estimate as number);
  assert.equal(catastrophicForgetting.agreement(asPublished), "agrees");
  assert.ok(catastrophicForgetting.claims(asPublished).every(({ verdict }) => verdict === "holds"));
  assert.match(catastrophicForgetting.answer(asPublished), /24 of 24 published numbers/);
  const reversed = resultWith((at) => [0.1, 0.2, 0.3, 0.4][at] as number);
  assert.deepEqual(countClaims(catastrophicForgetting.claims(reversed)), { holding: 0, of: 3 });
});

test("images that are learned from are not those that are tested on", async () => {
  await assert.rejects(
    catastrophicForgetting.run({ parts: [0, 8] }, { store: null }),
    /^RangeError: parts is \[0, 8\]; give two entries, each a whole number, at least 0, at most 7/,
  );
});

/** The published numbers as if they were ours, with other retentions. */
function resultWith(retentionOf: (at: number) => number): CatastrophicForgetting {
  const around = (estimate: number) => ({ estimate, lower: estimate - 0.001, upper: estimate + 0.001 });
  const entries = entrants.map(({ optimizer, stepSize, published }, at) => ({
    optimizer: optimizer.name,
    stepSize,
    failed: 0,
    retention: around(retentionOf(at)),
    relearning: around(published.relearning.estimate),
    steps: published.steps.map(({ estimate }) => around(estimate)),
    accuracies: published.accuracies,
  }));
  const pairs = entries.slice(1).map((lower, at) => ({
    higher: entries[at]?.optimizer as string,
    lower: lower.optimizer,
    difference: around(retentionOf(at) - retentionOf(at + 1)),
    pValue: 1e-6,
  }));
  return { options: { ...catastrophicForgetting.defaults, variantSeeds: 0 }, entries, pairs, variants: [] };
}
