import assert from "node:assert/strict";
import { test } from "node:test";
import { mean } from "momenta/statistics";
import { resetOrCarryMap } from "../02b-reset-map/study.js";
import type { ResetOrCarryRow } from "./measure/rows.js";
import type { ResetOrCarryOptions } from "./options.js";
import { effectOf } from "./result.js";
import { resetOrCarry } from "./study.js";

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
  const result = await resetOrCarry.run(small, { store: null, compiler: "graph" });
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
  const map = await resetOrCarryMap.run(
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

  const agreement = (effects: readonly number[]) => {
    const rows = result.rows.map((row, at) => ({ ...row, ...decided(effects[at] ?? 0) }));
    return resetOrCarry.agreement({ ...result, rows });
  };
  assert.equal(agreement([-9, -9, -9, 0]), "agrees");
  assert.equal(agreement([-9, -9, -9, 9]), "agrees");
  assert.equal(agreement([-9, -9, -9, -9]), "depends");
  assert.equal(agreement([9, 9, 9, -9]), "disagrees");
  assert.equal(agreement([9, 0, 0, 0]), "depends");
});

test("a reset has an effect only beyond the level", () => {
  const effect = (estimate: number, pValue: number) =>
    effectOf({ difference: { estimate, lower: estimate, upper: estimate }, pValue });
  assert.equal(effect(-5, 0.01), "faster");
  assert.equal(effect(5, 0.01), "slower");
  assert.equal(effect(-5, 0.2), "no difference");
  assert.equal(effect(-5, Number.NaN), "no difference");
});

/** A difference of so many updates, beyond doubt; none where it is 0. */
function decided(updates: number) {
  const difference = { estimate: updates, lower: updates - 1, upper: updates + 1 };
  return { difference, pValue: updates === 0 ? 1 : 0.001 };
}
