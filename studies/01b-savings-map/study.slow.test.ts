import assert from "node:assert/strict";
import { test } from "node:test";
import { savings } from "../01-savings/study.js";
import { asPublished, countIn, type SettingSavings, tableIn } from "./measure/signs.js";
import type { SavingsMapOptions } from "./options.js";
import { allSeven } from "./result.js";
import { savingsMap } from "./study.js";

const small: Partial<SavingsMapOptions> = {
  seeds: 2,
  maxUpdates: 200,
  freshSeeds: [3, 4],
  choices: {
    criteria: [0.9],
    batchSizes: [16],
    widths: [12],
    activations: ["relu"],
    initializers: ["fanInUniform", "normal"],
    tasks: [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  },
};

test("a setting of the map is what the table is in that setting; the one picked has the most signs", async () => {
  const map = await savingsMap.run(small, { store: null, compiler: "graph" });
  const table = await savings.run(
    { seeds: 2, maxUpdates: 200, criterion: 0.9, batchSize: 16, hidden: [12, 12] },
    { store: null, compiler: "graph" },
  );
  const close = (a = Number.NaN, b = Number.NaN) => assert.ok(Math.abs(a - b) <= 1e-3 * Math.abs(b), `${a}, not ${b}`);
  assert.equal(map.settings.length, 2);
  const [first] = map.settings as [SettingSavings];
  tableIn("printed").forEach((place, column) => {
    const [mapped, ours] = [first.columns[place], table.columns[column]];
    assert.equal(map.columns[place]?.published, ours?.published);
    close(mapped?.savings.estimate, ours?.savings.estimate);
    close(mapped?.savings.upper, ours?.savings.upper);
    close(mapped?.ofMeans, ours?.savingsOfMeans.estimate);
  });
  const { form, before, after } = map.picked;
  const counts = (["printed", "usual"] as const).flatMap((form) =>
    map.settings.map((setting) => countIn(form, setting, asPublished)),
  );
  assert.equal(countIn(form, before, asPublished), Math.max(...counts));
  assert.deepEqual(after.setting, before.setting);
  assert.notDeepEqual(after.columns, before.columns);

  const columns = map.columns.map(({ published }) => ({ savings: around(published), ofMeans: published }));
  const agreeing = { ...first, columns };
  assert.equal(allSeven({ ...map, settings: [agreeing, ...map.settings] }, "usual"), allSeven(map, "usual") + 1);
  const opposite = {
    ...first,
    columns: columns.map(({ savings }) => ({ savings: around(-savings.estimate), ofMeans: 0 })),
  };
  const agreement = (settings: SettingSavings[]) => savingsMap.agreement({ ...map, settings });
  assert.equal(agreement([agreeing]), "agrees");
  assert.equal(agreement([opposite]), "disagrees");
  assert.equal(agreement([agreeing, opposite]), "depends");
});

test("a sign is the published one where the product is positive", () => {
  const column = { published: -0.1 };
  const savings = (estimate: number) => ({ savings: around(estimate), ofMeans: estimate });
  assert.ok(asPublished(savings(-3), column));
  assert.ok(!asPublished(savings(0.01), column));
  assert.ok(!asPublished(savings(0), column));
});

test("tasks other than task A and task B are refused", async () => {
  const choices = { ...savingsMap.defaults.choices, tasks: [[[1, 2]]] };
  await assert.rejects(savingsMap.run({ choices }), /^RangeError: choices: an entry of tasks has 1 lists/);
});

function around(estimate: number) {
  return { estimate, lower: estimate - 0.01, upper: estimate + 0.01 };
}
