import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Table } from "../figures/index.js";
import type { Interval } from "../statistics/index.js";

/** The README's one cell that imports the package. */
function cell(): string {
  const readme = readFileSync(join(__dirname, "../../optimizers/README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  const [found = "", ...others] = blocks.filter((code) => code.includes('from "momenta"'));
  assert.deepEqual(others, []);
  return found;
}

/** Checks the types of a cell strictly, and runs it as a module in a folder from which the package is found. */
async function run(code: string): Promise<{ readonly table: Table }> {
  const folder = mkdtempSync(join(__dirname, "cell-"));
  try {
    writeFileSync(join(folder, "cell.mts"), `${code}\nexport { table };\n`);
    const options = { extends: join(__dirname, "../../../tsconfig.base.json"), files: ["cell.mts"] };
    const compilerOptions = {
      composite: false,
      declaration: false,
      typeRoots: [join(__dirname, "../../../node_modules/@types")],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...options, compilerOptions }));
    const compiler = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
    execFileSync(process.execPath, [compiler, "-p", folder], { stdio: ["ignore", "inherit", "inherit"] });
    return await import(pathToFileURL(join(folder, "cell.mjs")).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the README's own optimizer compiles as it stands, runs beside Adam, and learns every task", async () => {
  const { table } = await run(cell());
  const [adam = [], signum = []] = table.rows;
  assert.deepEqual([adam[0], signum[0], table.rows.length], ["Adam", "Signum", 2]);
  for (const [name, ...cells] of [adam, signum]) {
    const [first, second, learned] = cells as [Interval, Interval, number];
    assert.equal(learned, 5, `${name}: ${learned} of 5 seeds learned all tasks`);
    for (const { estimate } of [first, second])
      assert.ok(estimate > 1 && estimate < 1000, `${name}: ${estimate} updates`);
  }
});
