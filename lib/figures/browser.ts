import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, LaunchOptions } from "puppeteer-core";
import { packedChromium } from "./chromium.js";

/** No browser could be started on this machine: figures can be shown, but not turned into images. */
export class BrowserUnavailable extends Error {}

/** Starts a headless browser that is cut off from the network, talks through pipes and so ends with this process, however it ends. */
export async function launchBrowser(): Promise<Browser> {
  const puppeteer = await import("puppeteer-core");
  const profile = mkdtempSync(join(tmpdir(), "momenta-browser-"));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const failures: string[] = [];
  for (const candidate of candidates()) {
    try {
      const browser = await puppeteer.launch({ ...common, ...(await candidate()), userDataDir: profile });
      // After puppeteer's own listener, which kills the browser.
      process.once("exit", removeProfile);
      browser.once("disconnected", () => {
        process.off("exit", removeProfile);
        removeProfile();
      });
      return browser;
    } catch (error) {
      failures.push(error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error));
    }
  }
  removeProfile();
  throw new BrowserUnavailable(
    `no browser to draw PNG and SVG with (${failures.join("; ")}): install Google Chrome, Chromium or Edge`,
  );
}

/** Whether an idle browser lets this process end. */
export function letProcessEnd(browser: Browser, allowed: boolean): void {
  const child = browser.process();
  const handles = [child, ...((child?.stdio ?? []) as (Socket | null)[])];
  for (const handle of handles) allowed ? handle?.unref() : handle?.ref();
}

const common: LaunchOptions = {
  headless: true,
  pipe: true,
  // An interrupt is for the kernel's cell, not for the browser; puppeteer's own handler would end the process.
  handleSIGINT: false,
  handleSIGTERM: false,
  handleSIGHUP: false,
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb"],
};

/** Where Edge and Chromium are installed; puppeteer itself knows where Chrome is. */
const otherBrowsers: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/microsoft-edge"],
  darwin: ["/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"],
  win32: ["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"],
};

function candidates(): (() => Promise<LaunchOptions>)[] {
  const installed: LaunchOptions[] = [
    { channel: "chrome" },
    ...(otherBrowsers[process.platform] ?? []).map((executablePath) => ({ executablePath })),
  ];
  const packed = async (): Promise<LaunchOptions> => ({
    ...(await packedChromium()),
    headless: "shell",
    // One process, as this build wants it: nothing is left behind when it ends.
    args: [...(common.args ?? []), "--single-process", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
  });
  return [
    ...(process.platform === "linux" && process.arch === "x64" ? [packed] : []),
    ...installed.map((options) => async () => options),
  ];
}
