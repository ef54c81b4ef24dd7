import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { closeBrowser } from "momenta/figures";
import { root } from "../pages/index.js";
import { drawFigures } from "./draw.js";
import { parseDrawingOptions } from "./options.js";

const folder = mkdtempSync(path.join(tmpdir(), "momenta-drawing-"));
after(async () => {
  rmSync(folder, { recursive: true });
  await closeBrowser();
});

test("options out of their range are named, in one line", async () => {
  const refused = (args: string[], message: RegExp) =>
    assert.rejects(drawFigures([...args, "--out", folder]), (error: Error) => {
      assert.ok(error instanceof RangeError);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  await refused(["--format", "gif"], /^--format is "gif"; give png or svg or pdf\.$/);
  await refused(["--format", "png,"], /^--format is ""/);
  await refused(["--theme", "pink"], /^--theme is "pink"; give light or dark\.$/);
  await refused(["--width", "479"], /^--width is 479; give a whole number of pixels from 480 to 3840\.$/);
  await refused(["--width", "wide"], /^--width is wide/);
  await refused(["--colour", "red"], /'--colour'.*; there are --format, --theme, --width, --out and --animate\.$/);
  await refused(["99"], /^no study is called "99"; there are 01-savings/);
  assert.deepEqual(readdirSync(folder), []);
});

test("what is left out: PNG and SVG, light, as wide as designed, all studies", () => {
  assert.deepEqual(parseDrawingOptions([]), {
    formats: ["png", "svg"],
    theme: "light",
    width: undefined,
    out: undefined,
    animate: false,
    wanted: [],
  });
});

test("a study by its number, from its result alone: the figure in three formats and the page that shows it", async () => {
  const results = path.join(folder, "results");
  cpSync(path.join(root, "figures", "01-savings.json"), path.join(results, "01-savings.json"));
  const out = path.join(folder, "out");
  const before = process.env.MOMENTA_FIGURES;
  process.env.MOMENTA_FIGURES = results;
  try {
    await drawFigures(["--format", "svg,png,pdf", "--theme", "dark", "--width", "720", "--out", out, "1"]);
  } finally {
    if (before === undefined) delete process.env.MOMENTA_FIGURES;
    else process.env.MOMENTA_FIGURES = before;
  }
  const files = readdirSync(out);
  for (const file of ["01-savings.pdf", "01-savings.png", "01-savings.svg", "README.md"])
    assert.ok(files.includes(file), file);
  assert.equal(readFileSync(path.join(out, "01-savings.png")).readUInt32BE(16), 1440);
  const page = readFileSync(path.join(out, "README.md"), "utf8");
  assert.match(page, /!\[[^\]]+\]\(01-savings\.svg\)/);
  assert.match(page, /^- SGD, lr 0\.1: /m);
});
