/** A notebook as a reader meets it in JupyterLab. */
import { readFileSync } from "node:fs";
import path from "node:path";

const WIDTH = 1200;
const TALLEST = 16_000;
/** Milliseconds; a machine that is busy with something else is slow to start a kernel. */
const PATIENCE = 60_000;

/** What JupyterLab itself reports that has nothing to do with a notebook. */
const harmless = [];

/**
 * Opens a notebook and waits until all that it holds is there.
 *
 * @returns {Promise<{ page: object, errors: string[] }>} the page, and what the console reports, now and later
 */
export async function openNotebook(browser, lab, name) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !harmless.some((known) => known.test(text))) errors.push(`console: ${text}`);
  });
  await page.setViewport({ width: WIDTH, height: 900 });
  await page.goto(lab.address(name), { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: PATIENCE });
  await page.waitForFunction(kernelIsIdle, { timeout: PATIENCE });
  return { page, errors };
}

/**
 * What is missing of a notebook's outputs, a line each.
 *
 * @param file the notebook that was opened
 * @param patience milliseconds until what is not there counts as missing
 */
export async function missingOutputs(page, file, patience = PATIENCE) {
  const cells = JSON.parse(readFileSync(file, "utf8")).cells;
  const expected = cells.map(({ outputs = [] }) =>
    outputs.map((output) => "application/vnd.plotly.v1+json" in (output.data ?? {})),
  );
  const count = expected.flat().length;
  await page.waitForFunction(hasOutputs, { timeout: patience }, count).catch(() => {});
  await makeInteractive(page);
  const shown = await page.evaluate(outputsOfCells);
  return expected.flatMap((outputs, cell) => {
    const there = shown[cell] ?? [];
    const where = `${path.basename(file)}, cell ${cell + 1}`;
    if (there.length !== outputs.length) return [`${where}: ${there.length} of ${outputs.length} outputs`];
    return there.flatMap(({ height, figure, text }, index) => [
      ...(height > 0 ? [] : [`${where}: output ${index + 1} is empty`]),
      ...(outputs[index] && !figure ? [`${where}: the figure is not drawn`] : []),
      ...(/no renderer|missing renderer|error rendering/i.test(text) ? [`${where}: ${text.slice(0, 200)}`] : []),
    ]);
  });
}

/** JupyterLab shows the image of a figure until the pointer is on it, and only then draws the figure itself. */
async function makeInteractive(page) {
  for (const figure of await page.$$(".jp-RenderedPlotly")) {
    await figure.scrollIntoView();
    await figure.hover();
    await figure.waitForSelector(".main-svg", { timeout: PATIENCE }).catch(() => {});
  }
}

/** The whole notebook as one tall image. */
export async function screenshot(page, file) {
  const height = await page.evaluate(heightOfNotebook);
  await page.setViewport({ width: WIDTH, height: Math.min(Math.ceil(height), TALLEST) });
  await page.evaluate(scrollToTop);
  await page.waitForFunction(nothingMoves, { polling: 300 });
  await page.screenshot({ path: file });
}

// The functions below run in the page.

function kernelIsIdle() {
  return /\| Idle/.test(document.querySelector("#jp-main-statusbar")?.textContent ?? "");
}

function hasOutputs(count) {
  return document.querySelectorAll(".jp-OutputArea-output").length >= count;
}

function outputsOfCells() {
  return [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map((cell) =>
    [...cell.querySelectorAll(".jp-OutputArea-output")].map((output) => ({
      height: output.getBoundingClientRect().height,
      figure: output.querySelector(".main-svg") !== null,
      text: output.textContent,
    })),
  );
}

function heightOfNotebook() {
  const cells = [...document.querySelectorAll(".jp-Notebook .jp-Cell")];
  const scrolled = document.querySelector(".jp-WindowedPanel-outer");
  const bottom = Math.max(...cells.map((cell) => cell.getBoundingClientRect().bottom));
  return bottom + (scrolled?.scrollTop ?? 0) + 80;
}

function scrollToTop() {
  document.querySelector(".jp-WindowedPanel-outer")?.scrollTo(0, 0);
}

function nothingMoves() {
  const bottoms = [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map(
    (cell) => cell.getBoundingClientRect().bottom,
  );
  const now = bottoms.join();
  const before = window.bottomsBefore;
  window.bottomsBefore = now;
  return now === before;
}
