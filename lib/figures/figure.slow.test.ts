import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { BrowserUnavailable } from "./browser.js";
import { Figure } from "./figure.js";
import { display } from "./jupyter.js";
import * as renderModule from "./render.js";
import { figureSize, themedLayout } from "./theme.js";

const figure = new Figure(
  { data: [{ type: "bar", x: ["a"], y: [1] }], layout: themedLayout("A </script> title", { x: "", y: "loss" }) },
  "A </script> title",
  ["a: 1.00"],
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "momenta-figure-"));
});
afterEach(() => rm(folder, { recursive: true }));
after(() => renderModule.closeBrowser());

test("one bundle with all forms", async () => {
  const bundle = await figure[display]();
  assert.deepEqual(Object.keys(bundle), ["application/vnd.plotly.v1+json", "text/html", "image/png", "text/plain"]);
  assert.equal(bundle["application/vnd.plotly.v1+json"], figure.plot);
  assert.equal(bundle["text/plain"], "A </script> title\na: 1.00");
  assert.deepEqual(pixels(Buffer.from(String(bundle["image/png"]), "base64")), [figureSize.width, figureSize.height]);
  const html = String(bundle["text/html"]);
  assert.match(html, /<img src="data:image\/webp;base64,[^"]{1000,}" alt="A &#60;\/script&#62; title\na: 1.00"/);
  const packed = html.match(/<script type="application\/gzip">([^<]+)</)?.[1] as string;
  assert.deepEqual(JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString()), figure.plot);
});

test("saved as PNG and SVG, in a folder that need not exist, without unfinished files", async () => {
  await figure.save(join(folder, "new", "figure"));
  assert.deepEqual((await readdir(join(folder, "new"))).sort(), ["figure.png", "figure.svg"]);
  assert.deepEqual(pixels(await readFile(join(folder, "new", "figure.png"))), [1920, 1080]);
  assert.match(await readFile(join(folder, "new", "figure.svg"), "utf8"), /^<svg[\s\S]*loss[\s\S]*<\/svg>$/);
});

test("without a browser a figure is still shown, and says what is missing", async (context: TestContext) => {
  context.mock.method(renderModule, "render", async () => {
    throw new BrowserUnavailable("no browser here");
  });
  const bundle = await figure[display]();
  assert.deepEqual(Object.keys(bundle), ["application/vnd.plotly.v1+json", "text/html", "text/plain"]);
  assert.match(String(bundle["text/html"]), /<p>[^<]*no browser here<\/p>/);
  assert.match(String(bundle["text/plain"]), /\nno browser here$/);
  await assert.rejects(figure.save(join(folder, "figure")), /no browser here/);
  assert.deepEqual(await readdir(folder), []);
});

test("a process that has drawn ends by itself and leaves neither browser nor files", async () => {
  const script = `require(${JSON.stringify(require.resolve("./render.js"))}).render(${JSON.stringify(figure.plot)})`;
  await promisify(execFile)(process.execPath, ["-e", script], {
    env: { ...process.env, TMPDIR: folder },
    timeout: 40_000,
  });
  assert.deepEqual(await readdir(folder), []);
  if (process.platform === "linux") assert.deepEqual(await processesNaming(folder), []);
});

test("figures drawn at the same time do not mix", async () => {
  const titled = (title: string) => ({ data: [], layout: themedLayout(title, { x: "", y: "" }) });
  const titles = ["first", "second", "third"];
  const images = await Promise.all(titles.map((title) => renderModule.render(titled(title))));
  for (const [index, title] of titles.entries()) assert.match(images[index]?.svg ?? "", new RegExp(`>${title}<`));
});

function pixels(png: Buffer): [width: number, height: number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

async function processesNaming(text: string): Promise<string[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
  return commands.filter((command) => command.includes(text));
}
