/** What every study keeps to, whatever it is about. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { type Json, writeJson } from "momenta/configuration";
import { Store } from "momenta/store";
import { command } from "./command/command.js";
import { parametersCell } from "./core/index.js";
import { studies } from "./findStudy.js";
import { root } from "./pages/index.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-contract-"));
after(() => rmSync(folder, { recursive: true }));
/** What is run quickly here is not run again by the notebooks' test. */
const store = new Store(process.env.MOMENTA_TEST_RUNS ?? folder);

test("every folder with a number is a study, every study has a folder, a notebook, and names of its own", async () => {
  const folders = readdirSync(path.join(root, "studies")).filter((name) => /^\d/.test(name));
  assert.deepEqual(folders.sort(), studies.map(({ name }) => name).sort());
  const files = studies.flatMap(({ figures }) => Object.values(figures).map(({ file }) => file));
  assert.equal(new Set(files).size, files.length);
  const listed = await command(["list"]);
  for (const { name } of studies) {
    assert.ok(existsSync(path.join(root, "notebooks", `${name}.ipynb`)), name);
    assert.ok(listed.includes(name), name);
  }
});

for (const study of studies) {
  test(`${study.name}: quick run, store, options, claims, tables, figures, parameters`, async () => {
    const { name, options, parts, claims, tables, figures } = study;
    const result = await study.run({}, { quick: true, store });
    assert.deepEqual((result as { options: object }).options, { ...study.defaults, ...study.quick });

    const records = store.all(`${name}-parts`).runs.filter(({ configuration }) => "options" in configuration);
    const parted = records.map(({ configuration }) => configuration.part as string);
    const { missing = [] } = result as { readonly missing?: readonly unknown[] };
    if (missing.length === 0) assert.deepEqual(parted.sort(), [...parts].sort(), "each part is kept");
    const again = await study.run({}, { quick: true, store });
    assert.equal(writeJson(again as Json), writeJson(result as Json), "what is kept is what was made");

    for (const part of parts) {
      const exported = require(path.join(__dirname, name, "measure", `${part}.js`));
      assert.equal(typeof exported[part], "function", `measure/${part}.ts exports ${part}`);
    }
    await assert.rejects(
      study.run({ nothing: 1 } as object, { store: null }),
      /^RangeError: there is no option nothing/,
    );
    for (const option of Object.keys(options)) {
      const wrong = study.run({ [option]: { wrong: true } } as object, { store: null });
      await assert.rejects(wrong, (error: Error) => {
        assert.ok(error instanceof RangeError && error.message.startsWith(`${option} is `), error.message);
        return true;
      });
    }

    const words = claims(result).map((statement) => statement.words);
    assert.ok(words.length > 0 && new Set(words).size === words.length, "statements, each once");
    for (const { numbers } of claims(result)) assert.ok(/\S/.test(numbers) && !/NaN|undefined/.test(numbers), numbers);
    assert.ok(study.answer(result).length > 0 && !/NaN|undefined/.test(study.answer(result)), study.answer(result));
    for (const [key, table] of Object.entries(tables)) assert.ok(table(result).rows.length > 0, `table ${key}`);
    for (const [key, draw] of Object.entries(figures)) {
      const { plot, title, numbers } = draw(result);
      assert.ok(title.length > 0 && draw.caption.length > 0 && numbers.length > 0, `figure ${key}`);
      assert.ok(plot.data.length > 0, `figure ${key} draws something`);
      assert.ok(!numbers.some((line) => /NaN|undefined/.test(line)), `figure ${key}: ${numbers.join("; ")}`);
      assert.deepEqual(placesOfNaN(plot), [], `figure ${key} has numbers that are none`);
    }

    const { cells } = JSON.parse(readFileSync(path.join(root, "notebooks", `${name}.ipynb`), "utf8"));
    const parameters = cells.find((cell: { metadata: { tags?: string[] } }) =>
      cell.metadata.tags?.includes("parameters"),
    );
    assert.equal([parameters.source].flat().join(""), parametersCell(study));
  });
}

/** Where in a value NaN or an infinity stands. */
function placesOfNaN(value: unknown, place = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [place];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => placesOfNaN(entry, `${place}/${key}`));
}
