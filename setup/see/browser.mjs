/** The browser that draws figures, but with a way to this machine's own servers. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const require = createRequire(new URL("../../lib/package.json", import.meta.url));

/** Starts a headless browser, uses it, ends it. */
export async function withBrowser(use) {
  const puppeteer = require("puppeteer-core");
  const profile = mkdtempSync(path.join(tmpdir(), "momenta-see-"));
  try {
    const browser = await puppeteer.launch({
      ...(await executable()),
      pipe: true,
      userDataDir: profile,
      protocolTimeout: 600_000,
    });
    try {
      return await use(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function executable() {
  // Nothing but this machine: figures and JupyterLab have to do without the network.
  const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--hide-scrollbars"];
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome", args };
  const { packedChromium } = require("./dist/figures/chromium.js");
  const packed = [...args, "--no-zygote", "--disable-gpu", "--font-render-hinting=none"];
  return { ...(await packedChromium()), headless: "shell", args: packed };
}
