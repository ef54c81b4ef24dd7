import { createRequire } from "node:module";
import type * as PlotlyModule from "plotly.js-dist";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser, letProcessEnd } from "./browser.js";

/** What plotly draws. */
export interface Plot {
  data: readonly object[];
  layout: object;
}

/** A figure as images: an SVG, a PNG with two pixels for each CSS pixel, and a PNG with one: JupyterLab shows a pixel a pixel. */
export interface Images {
  svg: string;
  png: Buffer;
  preview: Buffer;
}

const idleMilliseconds = 60_000;

let drawing: Promise<Page> | undefined;
let waiting = 0;
let closing: NodeJS.Timeout | undefined;

/**
 * Draws a plot. The browser is started by the first call (2 s), kept for the next ones (50 ms each) and closed after a minute
 * without any; while idle it does not keep the process alive.
 */
export async function render(plot: Plot): Promise<Images> {
  waiting += 1;
  clearTimeout(closing);
  try {
    drawing ??= openPage();
    const page = await drawing;
    letProcessEnd(page.browser(), false);
    const [svg, png, preview] = await page.evaluate(draw, JSON.stringify(plot));
    return {
      svg: decodeURIComponent(afterComma(svg)),
      png: Buffer.from(afterComma(png), "base64"),
      preview: Buffer.from(afterComma(preview), "base64"),
    };
  } finally {
    waiting -= 1;
    if (waiting === 0) await rest();
  }
}

/** Closes the browser now. */
export async function closeBrowser(): Promise<void> {
  clearTimeout(closing);
  const browser = (await drawing?.catch(() => undefined))?.browser();
  drawing = undefined;
  await browser?.close();
}

async function openPage(): Promise<Page> {
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    browser.on("disconnected", () => {
      drawing = undefined;
    });
    const page = await browser.newPage();
    await page.addScriptTag({ path: createRequire(__filename).resolve("plotly.js-dist") });
    return page;
  } catch (error) {
    drawing = undefined;
    await browser?.close();
    throw error;
  }
}

async function rest(): Promise<void> {
  const browser = (await drawing?.catch(() => undefined))?.browser();
  if (!browser || waiting > 0) return;
  letProcessEnd(browser, true);
  closing = setTimeout(closeBrowser, idleMilliseconds).unref();
}

declare const Plotly: typeof PlotlyModule;

/** Runs in the page. */
async function draw(plotAsJson: string): Promise<[svg: string, png: string, preview: string]> {
  const plot: { data: []; layout: { width: number; height: number } } = JSON.parse(plotAsJson);
  const { width, height } = plot.layout;
  return [
    await Plotly.toImage(plot, { format: "svg", width, height }),
    await Plotly.toImage(plot, { format: "png", width, height, scale: 2 }),
    await Plotly.toImage(plot, { format: "png", width, height }),
  ];
}

function afterComma(dataUri: string): string {
  return dataUri.slice(dataUri.indexOf(",") + 1);
}
