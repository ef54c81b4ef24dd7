import assert from "node:assert/strict";
import { test } from "node:test";
import { mean } from "momenta/statistics";
import { resetOrCarryMapFigure, resetOrCarryMapTable } from "../02b-reset-map/report.js";
import { resetOrCarryMap } from "../02b-reset-map/resetOrCarryMap.js";
import { resetOrCarryStudy } from "./index.js";
import { outcomeOf, resetOrCarryFigure } from "./report.js";
import { type ResetOrCarryOptions, type ResetOrCarryRow, resetOrCarry as study, thenJointly } from "./resetOrCarry.js";

const resetOrCarry = (options: Partial<ResetOrCarryOptions>) => study(options, { store: null, compiler: "graph" });

const tasks = [
  [1, 2],
  [3, 4],
];
const small: Partial<ResetOrCarryOptions> = {
  seeds: 2,
  maxUpdates: 200,
  batchSize: 16,
  hidden: [12, 12],
  criterion: 0.9,
  jointCriterion: 0.7,
  tasks,
};

test("pairs of runs, compared; a setting of the map is what the comparison is in that setting", async () => {
  const result = await resetOrCarry(small);
  assert.deepEqual(
    result.rows.map(({ optimizer, form }) => `${optimizer} ${form}`),
    ["SGD + momentum printed", "Adam printed", "RMSProp printed", "Adadelta printed", "Adam usual", "RMSProp usual"],
  );
  for (const { reset, carriedOver, difference, ratio, pValue } of result.rows) {
    assert.deepEqual([reset.updates.length, carriedOver.updates.length], [2, 2]);
    const means = [reset, carriedOver].map(({ updates }) => mean(updates)) as [number, number];
    assert.ok(Math.abs(difference.estimate - (means[0] - means[1])) < 1e-9);
    assert.ok(Math.abs(ratio.estimate - means[0] / means[1]) < 1e-9);
    assert.ok(pValue >= 0 && pValue <= 1);
  }
  const map = await resetOrCarryMap(
    {
      seeds: 2,
      maxUpdates: 200,
      criterion: 0.9,
      choices: {
        criteria: [0.7],
        batchSizes: [16],
        widths: [12],
        activations: ["relu"],
        initializers: ["fanInUniform"],
        tasks: [tasks],
      },
    },
    { store: null, compiler: "graph" },
  );
  const [only] = map.settings;
  map.optimizers.forEach(({ optimizer, form }, place) => {
    const row = result.rows.find((other) => other.optimizer === optimizer && other.form === form) as ResetOrCarryRow;
    const mapped = only?.optimizers[place];
    assert.deepEqual([mapped?.reset, mapped?.carriedOver], [mean(row.reset.updates), mean(row.carriedOver.updates)]);
  });
  assert.equal(resetOrCarryMapTable(map).rows.length, map.optimizers.length);
  assert.equal(resetOrCarryMapFigure(map).numbers.length, map.optimizers.length);
  assert.equal(resetOrCarryFigure(result).numbers.length, 6);

  const answer = (effects: readonly number[]) => {
    const rows = result.rows.map((row, index) =>
      row.form === "printed" ? { ...row, ...tested(effects[index] as number) } : row,
    );
    return resetOrCarryStudy.verdict({ ...result, rows }).answer;
  };
  assert.equal(answer([-9, -9, -9, 0]), "agrees");
  assert.equal(answer([-9, -9, -9, 9]), "agrees");
  assert.equal(answer([-9, -9, -9, -9]), "depends");
  assert.equal(answer([9, 0, 0, 0]), "disagrees");
});

test("the joint task has the digits of all tasks and comes last", () => {
  const stream = thenJointly(tasks);
  assert.equal(stream.tasks.length, 3);
  const [first, second, last] = stream.tasks.map(({ train }) => train.length) as [number, number, number];
  assert.equal(last, first + second);
});

test("an outcome is one only beyond the level", () => {
  const row = (difference: number, pValue: number) =>
    ({ difference: { estimate: difference, lower: 0, upper: 0 }, pValue }) as ResetOrCarryRow;
  assert.equal(outcomeOf(row(-5, 0.01)), "faster");
  assert.equal(outcomeOf(row(5, 0.01)), "slower");
  assert.equal(outcomeOf(row(-5, 0.2)), "no difference");
});

test("options out of their range are named", async () => {
  await assert.rejects(
    resetOrCarry({ ...small, seeds: 1 }),
    /^RangeError: seeds is 1; a test of pairs takes at least 2/,
  );
  await assert.rejects(resetOrCarry({ ...small, tasks: [] }), /^RangeError: tasks are 0/);
  await assert.rejects(resetOrCarry({ ...small, jointCriterion: 2 }), /^RangeError: criterion is 2/);
});

/** A difference of so many updates, beyond doubt; none where it is 0. */
function tested(updates: number) {
  const difference = { estimate: updates, lower: updates - 1, upper: updates + 1 };
  return { difference, pValue: updates === 0 ? 1 : 0.001 };
}
