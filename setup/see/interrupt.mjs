/**
 * The interrupt button, pressed in JupyterLab while a study trains: node setup/see/interrupt.mjs [tries]
 *
 * Of each try: how long from the click until the cell has ended, how many finished runs are in the store, and whether the
 * next cell goes on from these. It measures, it does not judge; exit status 1 only where a run is lost or made twice.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { writeNotebook } from "../notebook/files.mjs";
import { root } from "../paths.mjs";
import { main } from "../shell.mjs";
import { withBrowser } from "./browser.mjs";
import { notebookOf, runCell, startCell } from "./cells.mjs";
import { openNotebook } from "./notebook.mjs";
import { withLab } from "./server.mjs";

const RUNS = 1400;
const button = '[data-command="notebook:interrupt-kernel"]';
/** Milliseconds. */
const PATIENCE = 300_000;

await main(async () => {
  const tries = Number(process.argv[2] ?? 5);
  const draft = mkdtempSync(path.join(root, ".build", "interrupt-"));
  const file = path.join(draft, "interrupt.ipynb");
  writeNotebook(file, notebook(tries));
  try {
    return await withLab([file], (lab) =>
      withBrowser(async (browser) => {
        const { page } = await openNotebook(browser, lab, "interrupt");
        await runCell(page, 0);
        let wrong = false;
        for (let index = 0; index < tries; index++) {
          const store = path.join(lab.folder, `runs-${index}`, "savings");
          const first = await interrupted(page, 2 * index + 1, store, 10);
          const kept = times(store);
          const second = await interrupted(page, 2 * index + 2, store, kept.size + 10);
          const again = [...kept].filter(([name, time]) => times(store).get(name) !== time);
          wrong ||= second.startedAt < kept.size || again.length > 0;
          process.stdout.write(
            `try ${index + 1}: the cell ended ${first.seconds.toFixed(2)} s after the click (showing “${first.shown}”), ${kept.size} runs in the store; ` +
              `the next cell started at ${second.startedAt} of ${RUNS}, ${again.length} made again, ended ${second.seconds.toFixed(2)} s after the click\n`,
          );
        }
        return wrong ? 1 : 0;
      }),
    );
  } finally {
    rmSync(draft, { recursive: true });
  }
});

function notebook(tries) {
  const sources = ['import { savings } from "momenta-studies";\nimport { Store } from "momenta/store";'];
  for (let index = 0; index < tries; index++) {
    const store = `store: new Store("runs-${index}")`;
    sources.push(`await savings.run({ seeds: ${RUNS / 7} }, { fresh: true, ${store} })`);
    sources.push(`await savings.run({ seeds: ${RUNS / 7} }, { ${store} })`);
  }
  return notebookOf(sources);
}

/** Runs a cell until so many runs are in the store, and presses the button. */
async function interrupted(page, cell, store, wanted) {
  await startCell(page, cell);
  const shown = await page.waitForFunction(progressOf, { timeout: PATIENCE, polling: 50 }, cell);
  const { done: startedAt } = await shown.jsonValue();
  while (times(store).size < wanted) await new Promise((resolve) => setTimeout(resolve, 50));
  await page.evaluate(watchInterrupt, cell);
  await page.click(button);
  const watched = await page.waitForFunction(() => globalThis.interruption, { timeout: PATIENCE });
  return { startedAt, ...(await watched.jsonValue()) };
}

/** When each finished run was written, by its file. */
function times(store) {
  let names = [];
  try {
    names = readdirSync(store).filter((name) => name.endsWith(".json"));
  } catch {}
  return new Map(names.map((name) => [name, statSync(path.join(store, name)).mtimeMs]));
}

// The functions below run in the page.

/** How many runs the progress line first says are done; null while it says nothing. */
function progressOf(cell) {
  const text = document.querySelectorAll(".jp-Notebook .jp-Cell")[cell].querySelector(".jp-OutputArea")?.textContent;
  const [, done] = /01-savings, columns: (\d+) of/.exec(text ?? "") ?? [];
  return done === undefined ? null : { done: Number(done) };
}

/** Takes the time from the click on the button to the cell's number, `[*]` before. */
function watchInterrupt(index) {
  const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[index];
  globalThis.interruption = undefined;
  const watch = async ({ timeStamp }) => {
    while (!/\[\d+\]/.test(cell.querySelector(".jp-InputPrompt").textContent)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const seconds = (performance.now() - timeStamp) / 1000;
    // The cell's number is there before its last output is drawn.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const last = [...cell.querySelectorAll(".jp-OutputArea-output")].at(-1);
    globalThis.interruption = { seconds, shown: last?.textContent.trim().split("\n")[0] ?? "nothing" };
  };
  document.addEventListener("click", watch, { capture: true, once: true });
}
