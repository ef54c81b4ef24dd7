import assert from "node:assert/strict";
import { test } from "node:test";
import type { SavingsOptions } from "./options.js";
import { savings } from "./study.js";

const small: Partial<SavingsOptions> = { seeds: 2, hidden: [12], criterion: 0.9, batchSize: 16, maxUpdates: 200 };
const run = (options: Partial<SavingsOptions>) => savings.run({ ...small, ...options }, { store: null });

test("the notes' seven columns in their order, what their intervals decide; the same seed gives the same table", async () => {
  const result = await run({});
  const columns = result.columns.map(({ optimizer, learningRate, stateAtSwitch, published }) =>
    [optimizer, learningRate, stateAtSwitch, published].join(" "),
  );
  assert.deepEqual(columns, [
    "SGD 0.1  0.59",
    "SGD + momentum 0.01 carryOver -0.11",
    "SGD + momentum 0.01 reset -0.09",
    "Adam 0.001 carryOver -0.74",
    "Adam 0.001 reset 0.13",
    "RMSProp 0.001 carryOver 0.57",
    "RMSProp 0.001 reset 0.7",
  ]);
  for (const { runs, learning, relearning, savings: mean, savingsOfMeans } of result.columns) {
    assert.deepEqual(
      runs.map(({ seed }) => seed),
      [1, 2],
    );
    const [first, second] = runs.map(({ updatesToCriterion }) => updatesToCriterion) as [number[], number[]];
    const [learned, relearned] = [0, 2].map((phase) => ((first[phase] as number) + (second[phase] as number)) / 2);
    assert.deepEqual([learning.estimate, relearning.estimate], [learned, relearned]);
    const single = [first, second].map(([learn, , relearn]) => 1 - (relearn as number) / (learn as number));
    assert.equal(mean.estimate, ((single[0] as number) + (single[1] as number)) / 2);
    assert.equal(savingsOfMeans.estimate, 1 - (relearned as number) / (learned as number));
    assert.ok(mean.lower <= mean.estimate && mean.estimate <= mean.upper);
  }
  assert.ok(result.varianceExplained >= 0 && result.varianceExplained <= 1);
  assert.deepEqual(await run({}), result);

  const verdicts = (sign: number, half: number) => {
    const columns = result.columns.map((column) => {
      const estimate = sign * column.published;
      return { ...column, savings: { estimate, lower: estimate - half, upper: estimate + half } };
    });
    return savings.claims({ ...result, columns }).flatMap(({ words, verdict }) => (/0, /.test(words) ? [verdict] : []));
  };
  assert.deepEqual(verdicts(1, 0.01), Array(7).fill("holds"));
  assert.deepEqual(verdicts(-1, 0.01), Array(7).fill("fails"));
  assert.deepEqual(verdicts(1, 1), Array(7).fill("undecided"));
});

test("one seed bounds nothing, and no number is NaN", async () => {
  const result = await run({ seeds: 1, tasks: [[0, 7], [5]] });
  for (const { learning, relearning, savings: mean, savingsOfMeans } of result.columns) {
    for (const { estimate, lower, upper } of [learning, relearning, mean, savingsOfMeans]) {
      assert.ok(Number.isFinite(estimate));
      assert.deepEqual([lower, upper], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    }
  }
  assert.equal(result.varianceExplained, 1);
  assert.equal(savings.tables.resets(result).rows.length, 0);
  assert.doesNotMatch(JSON.stringify(savings.claims(result)), /NaN|undefined/);
});

test("without an update to learn savings are not defined", async () => {
  await assert.rejects(
    run({ criterion: 1e-9 }),
    /^RangeError: savings of SGD are not defined: seed \d+ meets the criterion before its first update/,
  );
});
