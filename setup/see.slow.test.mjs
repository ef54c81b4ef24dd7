/** What the look at notebooks in JupyterLab finds, and that it finds what is missing. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { committedNotebooks, readNotebook, writeNotebook } from "./notebook/files.mjs";
import { withBrowser } from "./see/browser.mjs";
import { missingOutputs, openNotebook, screenshot } from "./see/notebook.mjs";
import { withLab } from "./see/server.mjs";

test("01 in JupyterLab: every output is there; an output without a renderer and a lost one are found", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-see-"));
  try {
    const good = path.join(committedNotebooks, "01-savings.ipynb");
    const bad = path.join(folder, "bad.ipynb");
    const notebook = readNotebook(good);
    const [figure] = notebook.cells
      .flatMap(({ outputs = [] }) => outputs)
      .filter(({ data }) => data?.["application/vnd.plotly.v1+json"]);
    figure.data = { "application/vnd.nobody.renders+json": {} };
    writeNotebook(bad, notebook);
    await withLab([good, bad], (lab) =>
      withBrowser(async (browser) => {
        const seen = await openNotebook(browser, lab, "01-savings");
        assert.deepEqual(await missingOutputs(seen.page, good), []);
        assert.deepEqual(seen.errors, []);
        const png = path.join(folder, "01.png");
        await screenshot(seen.page, png);
        assert.ok(readFileSync(png).readUInt32BE(20) > 1000, "as tall as the notebook");
        await seen.page.close();

        const { page } = await openNotebook(browser, lab, "bad");
        // All that comes has come with the first notebook by then.
        const missing = await missingOutputs(page, good, 10_000);
        assert.equal(missing.length, 1);
        assert.match(missing[0], /^01-savings\.ipynb, cell \d+: /);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
