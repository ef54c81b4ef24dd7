import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Figure } from "momenta/figures";
import type { Study } from "../core/index.js";
import { studies } from "../findStudy.js";
import { figuresPage } from "./figuresPage.js";
import { pages, root } from "./index.js";
import { notebooksPage } from "./notebooksPage.js";
import { readmeWithBlock } from "./readmeBlock.js";
import { type Source, sources } from "./sources.js";

const figure = (file: string, caption: string, drawn: Figure) => Object.assign(() => drawn, { file, caption });
const study = {
  name: "04-momentum",
  source: "notes",
  section: "Looking at our model",
  question: "Does momentum start slowly?",
  published: "slow | late",
  answer: () => "3.0 ± 0.1 updates",
  agreement: () => "disagrees",
  figures: {
    main: figure("04-momentum", "A caption.", new Figure({ data: [], layout: {} }, "Updates", ["SGD: 1.0"])),
    log: figure("04-momentum-log", "Another.", new Figure({ data: [], layout: {} }, "Updates, log", [])),
  },
} as unknown as Study;
const all = [{ study, result: {} }];

test("the committed pages are what the committed results give: if not, npm run figures", () => {
  for (const [file, text] of pages(studies)) assert.equal(readFileSync(path.join(root, file), "utf8"), text, file);
});

test("figures: question, verdict, each figure with caption and numbers, in this order", () => {
  const page = figuresPage(all, "svg");
  const parts = [
    "## 04. Does momentum start slowly?",
    "**Verdict: disagrees.** Published: slow | late. Ours: 3.0 ± 0.1 updates.",
    "![Updates](04-momentum.svg)\n\nA caption.\n\n- SGD: 1.0",
    "![Updates, log](04-momentum-log.svg)\n\nAnother.\n",
  ];
  const places = parts.map((part) => page.indexOf(part));
  assert.ok(
    places.every((place, index) => place > (places[index - 1] ?? 0)),
    page,
  );
});

test("notebooks: a section leads to its notebook, a study without a result says so", () => {
  const page = notebooksPage([], [study]);
  assert.match(page, /^\| \*\*Looking at our model\*\* \| [^|]+ \| \[04-momentum\]\(04-momentum\.ipynb\) \|$/m);
  assert.match(
    page,
    /^\| \[04-momentum\]\(04-momentum\.ipynb\) \| Does momentum start slowly\? \| {2}\| no result yet \| {2}\| {2}\|$/m,
  );
  assert.match(
    notebooksPage(all, [study]),
    /slow \\\| late \| 3\.0 ± 0\.1 updates \| \*\*disagrees\*\* \| <a href="\.\.\/figures\/04-momentum\.png">/,
  );
});

test("the README's block is replaced and nothing else; a README without markers is refused", () => {
  const readme = "before\n<!-- notes:begin -->\nold\n<!-- notes:end -->\nafter\n";
  const written = readmeWithBlock(readme, all);
  assert.match(
    written,
    /^before\n<!-- notes:begin -->\n\n\| section [\s\S]*disagrees[\s\S]*\n\n<!-- notes:end -->\nafter\n$/,
  );
  assert.doesNotMatch(written, /old/);
  assert.equal(readmeWithBlock(written, all), written);
  assert.throws(() => readmeWithBlock("nothing", all), /no block/);
});

test("every study reproduces a section of its source, and what is quoted is for a study of that source", () => {
  for (const { name, source } of studies) {
    const [number = ""] = name.split("-");
    const { sections } = sources.get(source) as Source;
    assert.ok(
      sections.some(({ notebooks }) => notebooks.includes(number)),
      name,
    );
  }
  for (const [name, { quotations, sections }] of sources) {
    const numbers = sections.flatMap(({ notebooks }) => notebooks);
    for (const { notebook, text } of quotations)
      assert.ok(numbers.includes(notebook) && text.length > 0, `${name}: ${text}`);
  }
});
