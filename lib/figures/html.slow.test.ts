import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { figureHtml } from "./html.js";
import { closeBrowser, withPage } from "./page.js";
import { themedLayout } from "./theme.js";

const plot = { data: [{ type: "bar", x: ["a"], y: [1] }], layout: themedLayout("title", { x: "", y: "" }) };
const html = figureHtml(plot, "a: 1", undefined);
const installed = readFileSync(require.resolve("plotly.js-dist"));
const { version } = JSON.parse(readFileSync(require.resolve("plotly.js-dist/package.json"), "utf8"));

after(closeBrowser);

test("plotly.js comes from the address of the version that is installed, with the hash of its file", () => {
  const [, src, integrity] = /src: "([^"]*)", integrity: "([^"]*)", crossOrigin: "anonymous"/.exec(html) ?? [];
  assert.equal(src, `https://cdn.jsdelivr.net/npm/plotly.js-dist@${version}/plotly.js`);
  assert.equal(integrity, `sha384-${createHash("sha384").update(installed).digest("base64")}`);
  assert.match(installed.toString("utf8", 0, 100), new RegExp(`plotly\\.js v${version.replaceAll(".", "\\.")}\\n`));
});

for (const [what, body, drawn] of [
  ["the installed file is run, once for two figures", installed, 2],
  [
    "a file with one byte more is not, and what stood for the figure stays",
    Buffer.concat([installed, Buffer.from(" ")]),
    0,
  ],
] as const) {
  test(what, () =>
    withPage(async (first) => {
      const page = await first.browser().newPage();
      let requests = 0;
      await page.setRequestInterception(true);
      page.on("request", (request) => {
        if (!request.url().startsWith("https://")) return void request.continue();
        requests += 1;
        return void request.respond({
          body,
          headers: { "access-control-allow-origin": "*" },
          contentType: "text/javascript",
        });
      });
      await page.setContent(html + html);
      await page.waitForFunction(
        `window.momentaPlotly?.then(() => document.querySelectorAll(".main-svg").length >= 2, () => true)`,
      );
      const bars = await page.evaluate(`document.querySelectorAll(".js-plotly-plot").length`);
      const words = await page.evaluate(`document.body.textContent.split("a: 1").length - 1`);
      assert.deepEqual([bars, words, requests], [drawn, 2 - drawn, 1]);
      await page.close();
    }),
  );
}
