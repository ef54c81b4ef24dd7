/** The committed results of the full runs: what the notebooks conclude has to follow from them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readResult } from "./core/index.js";
import { savings, studies } from "./index.js";
import { root } from "./pages/index.js";

const folder = path.join(root, "figures");

interface Notebook {
  cells: { cell_type: string; source: string | string[]; outputs?: { data?: Record<string, string | string[]> }[] }[];
}

const joined = (text: string | string[]) => [text].flat().join("");
const inOneLine = (text: string) => text.replaceAll("\\|", "|").replaceAll(/\s+/g, " ");

for (const study of studies) {
  test(`${study.name}: its full result, the verdict that its notebook prints, the numbers of each claim in its outputs`, () => {
    const result = readResult(study, folder) as { options: object };
    assert.deepEqual(result.options, study.defaults, "made with the study's defaults");

    const { cells } = JSON.parse(readFileSync(path.join(root, "notebooks", `${study.name}.ipynb`), "utf8")) as Notebook;
    const prose = cells.filter(({ cell_type }) => cell_type === "markdown").map(({ source }) => joined(source));
    const [, said] = /\*\*Verdict: (\w+)\b[^*]*\*\*/.exec(prose.join("\n")) ?? [];
    assert.equal(said, study.agreement(result));

    const outputs = cells.flatMap(({ outputs = [] }) =>
      outputs.flatMap(({ data = {} }) => [data["text/plain"] ?? "", data["text/markdown"] ?? ""].map(joined)),
    );
    const shown = inOneLine(outputs.join("\n"));
    for (const { words, numbers } of study.claims(result)) {
      assert.ok(shown.includes(inOneLine(numbers)), `${words}: the notebook does not show “${numbers}”`);
    }
  });
}

/**
 * A result made long ago would not notice that training has changed. Two seeds of notebook 01 are trained anew and compared
 * with the committed ones: rounding differs among machines and grows with every update, so that a criterion may be met an
 * update earlier or later, or where it takes long, a tenth.
 */
test("seeds 1 and 2 of 01, trained anew, need as many updates as they did", async () => {
  const committed = readResult(savings, folder);
  const again = await savings.run({ seeds: 2 }, { store: null });
  for (const [index, { optimizer, runs }] of again.columns.entries()) {
    const before = committed.columns[index]?.runs;
    for (const [seed, { updatesToCriterion }] of runs.entries()) {
      for (const [task, updates] of updatesToCriterion.entries()) {
        const expected = before?.[seed]?.updatesToCriterion[task] as number;
        const tolerance = Math.max(1, 0.1 * expected);
        assert.ok(
          Math.abs(updates - expected) <= tolerance,
          `${optimizer}, column ${index + 1}, seed ${seed + 1}, task ${task + 1}: ${updates} updates, ${expected} before`,
        );
      }
    }
  }
});
