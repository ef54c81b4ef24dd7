/** The browser that draws figures, but with a way to this machine's own servers. */
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { withOwnFolder } from "../leftovers.mjs";

const require = createRequire(new URL("../../lib/package.json", import.meta.url));

/** Starts a headless browser, uses it, ends it. */
export async function withBrowser(use) {
  const puppeteer = require("puppeteer-core");
  return withOwnFolder(tmpdir(), "momenta-see-", async (profile) => {
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
  });
}

async function executable() {
  // Nothing but this machine: figures and JupyterLab have to do without the network.
  const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--hide-scrollbars"];
  if (process.platform !== "linux" || process.arch !== "x64") return { channel: "chrome", args };
  const { packedChromium } = require("./dist/figures/chromium.js");
  const packed = [...args, "--no-zygote", "--disable-gpu", "--font-render-hinting=none"];
  return { ...(await packedChromium()), headless: "shell", args: packed };
}
