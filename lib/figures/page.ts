import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { launchBrowser, letProcessEnd } from "./browser.js";

const idleMilliseconds = 60_000;

let drawing: Promise<Page> | undefined;
let waiting = 0;
let closing: NodeJS.Timeout | undefined;

/**
 * Does something with a page in which plotly.js is loaded. The browser is started by the first call (2 s), kept for the next
 * ones and closed after a minute without any; while idle it does not keep the process alive.
 */
export async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  waiting += 1;
  clearTimeout(closing);
  try {
    drawing ??= openPage();
    const page = await drawing;
    letProcessEnd(page.browser(), false);
    return await use(page);
  } finally {
    waiting -= 1;
    if (waiting === 0) await rest();
  }
}

export async function closeBrowser(): Promise<void> {
  clearTimeout(closing);
  const browser = (await drawing?.catch(() => undefined))?.browser();
  drawing = undefined;
  if (browser) letProcessEnd(browser, false);
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
    const script = createRequire(__filename).resolve("plotly.js-dist");
    // In a page that comes from disk the browser reads the script itself: 10 MB through the pipe take twice as long.
    await page.goto(pathToFileURL(path.dirname(script)).href);
    await page.setContent("");
    await page.addScriptTag({ url: pathToFileURL(script).href });
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
