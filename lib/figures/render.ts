import type * as PlotlyModule from "plotly.js-dist";
import * as page from "./page.js";
import type { Plot } from "./plot.js";
import { still } from "./still.js";

/** Closes the browser now. Its type is written out: puppeteer's own, 1.4 MB, stay away from those who import this. */
export const closeBrowser: () => Promise<void> = page.closeBrowser;

/** A figure as images. */
export interface Images {
  svg: string;
  /** Two pixels for each CSS pixel. */
  png: Buffer;
  /** One pixel for each CSS pixel, as JupyterLab shows it, and 32 levels of each colour: half the bytes. */
  preview: Buffer;
  /** The same as WebP, a quarter of the bytes. */
  webp: Buffer;
}

/**
 * Draws a plot as it stands on paper, in 50 ms once the browser runs. Equal plots give equal files.
 *
 * @param scale 2: twice as wide and high, letters and lines too
 */
export async function render(plot: Plot, scale = 1): Promise<Images> {
  const [preview, webp, png, svg] = await page.withPage((drawing) =>
    drawing.evaluate(draw, JSON.stringify(still(plot)), scale),
  );
  return {
    svg: decodeURIComponent(afterComma(svg)),
    png: Buffer.from(afterComma(png), "base64"),
    preview: Buffer.from(afterComma(preview), "base64"),
    webp: Buffer.from(afterComma(webp), "base64"),
  };
}

/** What a plot looks like, as rows of pixels. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly values: Uint8Array;
}

/**
 * Draws a plot as it stands on paper, one pixel for each CSS pixel.
 *
 * @param scale 2: twice as wide and high, letters and lines too
 */
export async function renderPixels(plot: Plot, scale = 1): Promise<Pixels> {
  const { values, ...size } = await page.withPage((drawing) =>
    drawing.evaluate(drawPixels, JSON.stringify(still(plot)), scale),
  );
  return { ...size, values: new Uint8Array(Buffer.from(values, "base64")) };
}

// What is used of the page; its whole types would be known everywhere in the library.
declare const Plotly: typeof PlotlyModule;
declare const Image: new () => {
  src: string;
  readonly width: number;
  readonly height: number;
  decode(): Promise<void>;
};
declare function btoa(bytes: string): string;
declare const document: { createElement(tag: "canvas"): Canvas };
interface Canvas {
  width: number;
  height: number;
  getContext(kind: "2d"): {
    drawImage(image: object, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
    putImageData(pixels: object, x: number, y: number): void;
  };
  toDataURL(type: string, quality?: number): string;
}

/** Runs in the page. Plotly names the parts of an SVG at random; here by the plot, so that equal plots are equal files. */
async function draw(
  plotAsJson: string,
  scale: number,
): Promise<[preview: string, webp: string, png: string, svg: string]> {
  let state = 0;
  for (const letter of plotAsJson) state = (Math.imul(state, 31) + letter.charCodeAt(0)) | 0;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const plot: { data: []; layout: { width: number; height: number } } = JSON.parse(plotAsJson);
  const { width, height } = plot.layout;

  const image = new Image();
  image.src = await Plotly.toImage(plot, { format: "png", width, height, scale });
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const webp = canvas.toDataURL("image/webp", 0.85);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  pixels.data.forEach((value, at) => {
    pixels.data[at] = Math.round((value * 31) / 255) * (255 / 31);
  });
  context.putImageData(pixels, 0, 0);
  return [
    canvas.toDataURL("image/png"),
    webp,
    await Plotly.toImage(plot, { format: "png", width, height, scale: 2 * scale }),
    // Last: what the page draws first has its attributes in another order.
    await Plotly.toImage(plot, { format: "svg", width, height, scale }),
  ];
}

/** Runs in the page. The pixels come in base64. */
async function drawPixels(
  plotAsJson: string,
  scale: number,
): Promise<{ width: number; height: number; values: string }> {
  const plot: { data: []; layout: { width: number; height: number } } = JSON.parse(plotAsJson);
  const image = new Image();
  image.src = await Plotly.toImage(plot, {
    format: "png",
    width: plot.layout.width,
    height: plot.layout.height,
    scale,
  });
  await image.decode();
  const { width, height } = image;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const pieces: string[] = [];
  for (let start = 0; start < data.length; start += 8192) {
    pieces.push(String.fromCharCode(...data.subarray(start, start + 8192)));
  }
  return { width, height, values: btoa(pieces.join("")) };
}

function afterComma(dataUri: string): string {
  return dataUri.slice(dataUri.indexOf(",") + 1);
}
