import assert from "node:assert/strict";
import { test } from "node:test";
import { savingsStudy } from "../01-savings/index.js";
import { savings } from "../01-savings/savings.js";
import { allSeven, savingsMapFigure, savingsMapTable, signShares } from "./report.js";
import {
  asPublished,
  countIn,
  type MappedSavings,
  type SavingsMapColumn,
  type SavingsMapOptions,
  savingsMap,
  tableIn,
} from "./savingsMap.js";

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
  const map = await savingsMap(small, { store: null, compiler: "graph" });
  const table = await savings(
    { seeds: 2, maxUpdates: 200, criterion: 0.9, batchSize: 16, hidden: [12, 12] },
    { store: null, compiler: "graph" },
  );
  const [first] = map.settings;
  const close = (a = Number.NaN, b = Number.NaN) => assert.ok(Math.abs(a - b) <= 1e-3 * Math.abs(b), `${a}, not ${b}`);
  assert.equal(map.settings.length, 2);
  tableIn("printed", map.columns).forEach((place, column) => {
    const [mapped, ours] = [first?.columns[place], table.columns[column]];
    assert.equal(map.columns[place]?.published, ours?.published);
    close(mapped?.savings.estimate, ours?.savings.estimate);
    close(mapped?.savings.upper, ours?.savings.upper);
    close(mapped?.ofMeans, ours?.savingsOfMeans.estimate);
  });
  const { form, before, after } = map.picked;
  const most = Math.max(
    ...(["printed", "usual"] as const).flatMap((of) =>
      map.settings.map((setting) => countIn(of, map.columns, setting, asPublished)),
    ),
  );
  assert.equal(countIn(form, map.columns, before, asPublished), most);
  assert.deepEqual(after.setting, before.setting);
  assert.notDeepEqual(after.columns, before.columns);

  const published = map.columns.map((column) => ({
    ...map.settings[0]?.columns[0],
    savings: around(column.published),
  }));
  const made = { ...map, settings: [{ ...first, columns: published }, ...map.settings] } as typeof map;
  assert.equal(allSeven(made, "usual"), allSeven(map, "usual") + 1);
  assert.equal(savingsMapTable(map).rows.length, 11);
  assert.equal(savingsMapFigure(map).numbers.length, 11);
  assert.ok(signShares(map).every((percent) => [0, 50, 100].includes(percent)));

  const agreeing = table.columns.map((column) => ({ ...column, savings: around(column.published) }));
  const answer = (columns: typeof table.columns) => savingsStudy.verdict({ ...table, columns }).answer;
  assert.equal(answer(agreeing), "agrees");
  assert.equal(answer(agreeing.map((column) => ({ ...column, savings: around(-column.published) }))), "disagrees");
  assert.equal(
    answer(
      agreeing.map((column, place) => ({ ...column, savings: around((place === 0 ? -1 : 1) * column.published) })),
    ),
    "depends",
  );
  const [complete] = savingsStudy.checks(table);
  assert.equal(complete?.holds, true);
  const missing = table.columns.slice(1);
  assert.equal(savingsStudy.checks({ ...table, columns: missing })[0]?.holds, false);
});

test("a sign is the published one where the product is positive", () => {
  const column = { published: -0.1 } as SavingsMapColumn;
  assert.ok(asPublished({ savings: around(-3) } as MappedSavings, column));
  assert.ok(!asPublished({ savings: around(0.01) } as MappedSavings, column));
  assert.ok(!asPublished({ savings: around(0) } as MappedSavings, column));
});

test("options out of their range are named", async () => {
  await assert.rejects(
    savingsMap({ ...small, seeds: 0 }, { store: null, compiler: "graph" }),
    /^RangeError: seeds is 0/,
  );
});

function around(estimate: number) {
  return { estimate, lower: estimate - 0.01, upper: estimate + 0.01 };
}
