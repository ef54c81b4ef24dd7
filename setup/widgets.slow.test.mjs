/** The widgets of kernel/README.md in JupyterLab: what the page changes a cell reads, what a cell changes the page shows. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { writeNotebook } from "./notebook/files.mjs";
import { root } from "./paths.mjs";
import { withBrowser } from "./see/browser.mjs";
import { notebookOf, runCell } from "./see/cells.mjs";
import { openNotebook } from "./see/notebook.mjs";
import { withLab } from "./see/server.mjs";

const SLIDER = ".jp-Notebook input[type=range]";
const BYTES = `
const bytes = widget({
  esm: \`export default {
    render({ model, el }) {
      const data = model.get("data");
      el.innerHTML = '<p class="bytes">' + data.byteLength + ":" + data.getUint8(1) + "</p>";
      model.set("data", new DataView(Uint8Array.of(7, 8, 9).buffer));
      model.save_changes();
    },
  }\`,
  state: { data: Uint8Array.of(5, 6) },
});
bytes`;

test("a slider's value is read by a cell, a plot is changed by a cell and by the slider; both outlive the page", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "momenta-widgets-"));
  const file = path.join(folder, "widgets.ipynb");
  const [slider, read, plot, change, follow] = examples();
  writeNotebook(
    file,
    notebookOf([slider, read, plot, change, follow, BYTES, 'bytes.get("data")', "rate.set({ value: 20 });"]),
  );
  try {
    await withLab([file], (lab) =>
      withBrowser(async (browser) => {
        const { page, errors } = await openNotebook(browser, lab, "widgets");
        const waitFor = (predicate, ...values) => page.waitForFunction(predicate, { timeout: 60_000 }, ...values);

        await runCell(page, 0);
        await page.waitForSelector(SLIDER, { timeout: 60_000 });
        await page.focus(SLIDER);
        await page.keyboard.press("End");
        await runCell(page, 1);
        await waitFor(isOutput, 1, "100");

        await runCell(page, 2);
        await waitFor(isDrawn, "0,100 50,50 100,75");
        await runCell(page, 3);
        await waitFor(isDrawn, "0,0 50,100 100,0");

        await runCell(page, 4);
        await page.focus(SLIDER);
        await page.keyboard.press("Home");
        await waitFor(isDrawn, "0,100 50,100 100,0");

        await runCell(page, 5);
        await waitFor(() => document.querySelector(".bytes")?.textContent === "2:6");
        await runCell(page, 6);
        await waitFor(isOutput, 6, "Uint8Array(3) [ 7, 8, 9 ]");

        await runCell(page, 7);
        await waitFor(isAt, SLIDER, "20");
        await waitFor(isDrawn, "0,100 50,80 100,0");

        await page.click('[data-command="docmanager:save"]');
        await waitFor(() => document.querySelector(".jp-mod-dirty") === null);
        await page.reload();
        await waitFor(isAt, SLIDER, "20");
        await waitFor(isDrawn, "0,100 50,80 100,0");
        assert.deepEqual(errors, []);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The cells that the README shows of widgets. */
function examples() {
  const text = readFileSync(path.join(root, "kernel", "README.md"), "utf8");
  const [section] = text.split("\n## Widgets\n")[1].split("\n## ");
  return [...section.matchAll(/```ts\n(.*?)\n```/gs)].map(([, code]) => code);
}

// The functions below run in the page.

function isOutput(cell, text) {
  const output = document.querySelectorAll(".jp-Notebook .jp-Cell")[cell].querySelector(".jp-OutputArea-output");
  return output?.textContent.trim() === text;
}

function isDrawn(points) {
  return document.querySelector(".jp-Notebook polyline")?.getAttribute("points") === points;
}

function isAt(slider, value) {
  return document.querySelector(slider)?.value === value;
}
