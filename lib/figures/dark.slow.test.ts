import assert from "node:assert/strict";
import { after, test } from "node:test";
import { darkened } from "./dark.js";
import { pdfOf } from "./pdf.js";
import { closeBrowser, render } from "./render.js";
import { colourOf, darkColours, neutralColours, themedLayout } from "./theme.js";

after(closeBrowser);

const plot = {
  data: [
    { type: "bar", x: ["a", "b"], y: [1, 2], marker: { color: [colourOf("Adam"), "#FFFFFF"] } },
    {
      type: "heatmap",
      z: [[1]],
      colorscale: [
        [0, "white"],
        [1, "black"],
      ],
    },
  ],
  layout: themedLayout("Title", { x: "update", y: "loss" }),
};

test("dark: background, text and grid change; optimizers, scales and the plot itself do not", () => {
  const before = structuredClone(plot);
  const dark = darkened(plot);
  assert.deepEqual(plot, before);
  const [bar, heatmap] = dark.data as [{ marker: { color: string[] } }, { colorscale: unknown }];
  assert.deepEqual(bar.marker.color, [colourOf("Adam"), darkColours.background]);
  assert.deepEqual(heatmap.colorscale, [
    [0, "white"],
    [1, "black"],
  ]);
  const { paper_bgcolor, font, yaxis, title } = dark.layout as ReturnType<typeof themedLayout>;
  assert.deepEqual(
    [paper_bgcolor, font.color, yaxis.gridcolor, title.text],
    [darkColours.background, darkColours.text, darkColours.grid, "Title"],
  );
  const words = JSON.stringify({ ...dark, data: [bar] });
  for (const colour of Object.values(neutralColours)) assert.ok(!words.includes(`"${colour}"`), colour);
});

test("dark colours can be told from their background: contrast at least 4.5 for text, 3 for lines", () => {
  const { background, grid, ...lines } = darkColours;
  assert.ok(contrast(darkColours.text, background) > 4.5);
  for (const [name, colour] of Object.entries(lines)) assert.ok(contrast(colour, background) > 3, name);
  for (const name of ["SGD", "SGD + momentum", "Adam", "RMSProp", "Adadelta"])
    assert.ok(contrast(colourOf(name), background) > 3, name);
});

test("equal plots are equal files, whatever was drawn before; scaled, letters and lines too", async () => {
  const first = await render(plot);
  await render({ data: [], layout: plot.layout });
  const again = await render(plot);
  assert.equal(again.svg, first.svg);
  assert.ok(again.png.equals(first.png));
  const half = await render(plot, 0.5);
  assert.match(half.svg, /^<svg[^>]* width="480" height="270"[^>]* viewBox="0 0 960 540"/);
  assert.equal(half.png.readUInt32BE(16), 960);
});

test("a PDF of one page, as large as the figure, with its letters as letters", async () => {
  const { svg } = await render(plot);
  const pdf = (await pdfOf(svg, { width: 960, height: 540 })).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/g);
  const [, width, height] = /\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(pdf) ?? [];
  assert.deepEqual([pages?.length, Math.round(Number(width)), Math.round(Number(height))], [1, 720, 405]);
  assert.ok(pdf.includes("/Type /Font\n"), "letters are letters");
});

/** The ratio of WCAG 2.1, between two colours as #RRGGBB. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
