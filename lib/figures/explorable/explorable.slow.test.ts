import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "puppeteer-core";
import { chart, closeBrowser, explorable, type Figure } from "../index.js";
import { display } from "../jupyter.js";
import { withPage } from "../page.js";

const controls = {
  rate: { as: "slider", label: "learning rate α", from: 0.01, to: 1, value: 0.1, logarithmic: true },
  start: { as: "point", label: "start", x: 2, y: 1 },
  kind: { as: "choice", label: "method", options: ["gradient", "sign"], value: "gradient" },
} as const;

/** Descent on ½(x² + 4y²). */
function compute({ rate, start, kind }: { rate: number; start: { x: number; y: number }; kind: string }) {
  const slope = (value: number) => (kind === "sign" ? Math.sign(value) : value);
  const x = [start.x];
  const y = [start.y];
  for (let update = 0; update < 50; update++) {
    x.push((x.at(-1) as number) - rate * slope(x.at(-1) as number));
    y.push((y.at(-1) as number) - rate * slope(4 * (y.at(-1) as number)));
  }
  return { marks: { path: { x, y } }, words: `ends at ${(x.at(-1) as number).toFixed(3)}` };
}

const figure = explorable({
  controls,
  compute,
  draw: ({ marks }) =>
    chart({
      title: "Descent",
      x: { title: "x", range: [-3, 3] },
      y: { title: "y", range: [-2, 2] },
      rows: [[{ marks: [{ as: "line", name: "path", dots: true, x: [], y: [], ...marks.path }] }]],
      numbers: ["½(x² + 4y²)"],
    }),
});

after(closeBrowser);

/** A page of its own that shows the figure's HTML and has no network. */
async function shown(figure: Figure, use: (page: Page) => Promise<void>): Promise<void> {
  const html = (await figure[display]())["text/html"] as string;
  assert.doesNotMatch(html, /https?:/);
  await withPage(async (first) => {
    const page = await first.browser().newPage();
    const errors: unknown[] = [];
    page.on("pageerror", (error) => errors.push(error));
    await page.setContent(html);
    await use(page);
    assert.deepEqual(errors, []);
    await page.close();
  });
}

/** What the page says that it has drawn, after its next frame. */
async function drawn(
  page: Page,
): Promise<{ settings: Parameters<typeof compute>[0]; found: ReturnType<typeof compute> }> {
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  return JSON.parse((await page.evaluate("JSON.stringify(document.querySelector('body > div').explored)")) as string);
}

test("what the page draws is what compute gives here, wherever the controls are", () =>
  shown(figure, async (page) => {
    const agree = async () => {
      const { settings, found } = await drawn(page);
      assert.deepEqual(found, JSON.parse(JSON.stringify(compute(settings))));
      const said = await page.evaluate("document.querySelector('[role=status]').textContent");
      assert.equal(said, found.words);
      return settings;
    };
    assert.deepEqual(await agree(), { rate: 0.1, start: { x: 2, y: 1 }, kind: "gradient" });

    await page.focus("input");
    await page.keyboard.press("End");
    assert.equal((await agree()).rate.toPrecision(12), "1.00000000000");
    await page.keyboard.press("Home");
    assert.equal((await agree()).rate.toPrecision(12), "0.0100000000000");

    const box = (await (await page.$("canvas"))?.boundingBox()) as { x: number; y: number };
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    const clicked = (await agree()).start;
    await page.mouse.move(box.x + 400, box.y + 250, { steps: 4 });
    const dragged = (await agree()).start;
    await page.mouse.up();
    await page.mouse.move(box.x + 100, box.y + 100);
    assert.deepEqual((await agree()).start, dragged);
    assert.ok(clicked.x < dragged.x && clicked.y > dragged.y);
    await page.keyboard.press("ArrowLeft");
    assert.ok((await agree()).start.x < dragged.x);

    await page.select("select", "sign");
    assert.equal((await agree()).kind, "sign");
  }));

test("a point is where plotly would have drawn it", () =>
  shown(figure, async (page) => {
    const { found } = await drawn(page);
    const { "image/png": png } = await figure[display]();
    const still = await page.evaluate(`(${difference})("data:image/png;base64,${png}")`);
    assert.ok(found.marks.path.x.length === 51 && (still as number) < 0.004, `${still} of the pixels differ`);
  }));

/** The share of pixels of the still that differ from background and canvas together. Runs in the page. */
const difference = `async (paper) => {
  const picture = document.querySelector("img");
  const [width, height] = [960, Math.round(960 * picture.naturalHeight / picture.naturalWidth)];
  const pixels = (...layers) => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d");
    for (const layer of layers) pen.drawImage(layer, 0, 0, width, height);
    return pen.getImageData(0, 0, width, height).data;
  };
  await picture.decode();
  const moving = pixels(picture, document.querySelector("canvas"));
  const still = new Image();
  still.src = paper;
  await still.decode();
  const onPaper = pixels(still);
  let differ = 0;
  for (let at = 0; at < onPaper.length; at += 4) if (Math.abs(onPaper[at] - moving[at]) > 80) differ++;
  return differ / (width * height);
}`;

test("ten thousand points follow a slider within a tenth of a second, on a busy machine too", async () => {
  const many = explorable({
    controls: { phase: { as: "slider", label: "phase", from: 0, to: 6, value: 1 } },
    compute: ({ phase }) => {
      const x = Array.from({ length: 10_000 }, (_, at) => at / 10_000);
      return { marks: { wave: { x, y: x.map((at) => Math.sin(20 * at + phase)) } }, words: "a wave" };
    },
    draw: ({ marks }) =>
      chart({
        title: "Wave",
        y: { range: [-1, 1] },
        rows: [[{ marks: [{ as: "line", name: "wave", x: [], y: [], ...marks.wave }] }]],
        numbers: [],
      }),
  });
  await shown(many, async (page) => {
    const milliseconds = (await page.evaluate(`(async () => {
      const input = document.querySelector("input");
      const begun = performance.now();
      for (let at = 0; at < 60; at++) {
        input.value = String(10 * at);
        input.dispatchEvent(new Event("input"));
        await new Promise(requestAnimationFrame);
      }
      return (performance.now() - begun) / 60;
    })()`)) as number;
    process.stdout.write(`${milliseconds.toFixed(1)} ms a frame\n`);
    assert.ok(milliseconds < 100);
  });
});
