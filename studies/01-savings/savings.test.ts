import assert from "node:assert/strict";
import { test } from "node:test";
import { type Savings, type SavingsOptions, savings as study } from "./savings.js";

const savings = (options: Partial<SavingsOptions>) => study(options, { store: null });

const quick: Partial<SavingsOptions> = { seeds: 2, hidden: [12], criterion: 0.9, batchSize: 16, maxUpdates: 200 };

/** Every number of the result, bit for bit. */
const exactly = (result: Savings) => JSON.stringify(result, (_, value) => (Object.is(value, -0) ? "-0" : value));

test("the notes' seven columns in their order, with the published values; the same seed gives the same table", async () => {
  const result = await savings(quick);
  const described = result.columns.map(({ optimizer, learningRate, stateAtSwitch, published }) =>
    [optimizer, learningRate, stateAtSwitch, published].join(" "),
  );
  assert.deepEqual(described, [
    "SGD 0.1  0.59",
    "SGD + momentum 0.01 carry over -0.11",
    "SGD + momentum 0.01 reset -0.09",
    "Adam 0.001 carry over -0.74",
    "Adam 0.001 reset 0.13",
    "RMSProp 0.001 carry over 0.57",
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
  assert.equal(exactly(await savings(quick)), exactly(result));
});

test("one seed bounds nothing, and no number is NaN", async () => {
  const { columns, varianceExplained } = await savings({ ...quick, seeds: 1, tasks: [[0, 7], [5]] });
  for (const { learning, relearning, savings: mean, savingsOfMeans } of columns) {
    for (const { estimate, lower, upper } of [learning, relearning, mean, savingsOfMeans]) {
      assert.ok(Number.isFinite(estimate));
      assert.deepEqual([lower, upper], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    }
  }
  assert.equal(varianceExplained, 1);
});

test("options out of their range are named", async () => {
  const refused = (options: Partial<SavingsOptions>, message: RegExp) =>
    assert.rejects(savings({ ...quick, ...options }), message);
  await refused({ seeds: 0 }, /^RangeError: seeds is 0; give a whole number/);
  await refused({ batchSize: 0 }, /^RangeError: batchSize is 0/);
  await refused({ maxUpdates: 0.5 }, /^RangeError: maxUpdates is 0.5/);
  await refused({ criterion: 2 }, /^RangeError: criterion is 2; an accuracy is above 0 and at most 1/);
  await refused({ hidden: [0] }, /widths are \[784, 0, 10\]/);
  await refused({ tasks: [[1, 2], []] }, /task \[\] of MNIST: it has no classes/);
  await refused({ tasks: [[1, 2]] as unknown as SavingsOptions["tasks"] }, /^RangeError: tasks are 1; give two lists/);
  await refused({ tasks: [[1], [10]] }, /10 is no class/);
  await refused(
    { criterion: 1e-9 },
    /savings of SGD are not defined: seed \d+ meets the criterion before its first update/,
  );
});
