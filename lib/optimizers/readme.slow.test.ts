import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Table } from "../figures/index.js";
import type { Interval } from "../statistics/index.js";
import { blocksOf, runBlocks } from "../testSupport.js";

test("the README's own optimizer compiles as it stands, runs beside Adam, and learns every task", async () => {
  const blocks = blocksOf(join(__dirname, "../../optimizers/README.md"));
  assert.equal(blocks.length, 1);
  const [{ table }] = (await runBlocks<{ table: Table }>([`${blocks[0]}\nexport { table };\n`])) as [{ table: Table }];
  const [adam = [], signum = []] = table.rows;
  assert.deepEqual([adam[0], signum[0], table.rows.length], ["Adam", "Signum", 2]);
  for (const [name, ...cells] of [adam, signum]) {
    const [first, second, learned] = cells as [Interval, Interval, number];
    assert.equal(learned, 5, `${name}: ${learned} of 5 seeds learned all tasks`);
    for (const { estimate } of [first, second])
      assert.ok(estimate > 1 && estimate < 1000, `${name}: ${estimate} updates`);
  }
});
