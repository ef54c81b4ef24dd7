import type * as PlotlyModule from "plotly.js-dist";
import { withPage } from "./page.js";

export { closeBrowser } from "./page.js";

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

/**
 * Draws a plot, in 50 ms once the browser runs. Equal plots give equal files.
 *
 * @param scale 2: twice as wide and high, letters and lines too
 */
export async function render(plot: Plot, scale = 1): Promise<Images> {
  const [preview, png, svg] = await withPage((page) => page.evaluate(draw, JSON.stringify(plot), scale));
  return {
    svg: decodeURIComponent(afterComma(svg)),
    png: Buffer.from(afterComma(png), "base64"),
    preview: Buffer.from(afterComma(preview), "base64"),
  };
}

declare const Plotly: typeof PlotlyModule;

/** Runs in the page. Plotly names the parts of an SVG at random; here by the plot, so that equal plots are equal files. */
async function draw(plotAsJson: string, scale: number): Promise<[preview: string, png: string, svg: string]> {
  let state = 0;
  for (const letter of plotAsJson) state = (Math.imul(state, 31) + letter.charCodeAt(0)) | 0;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  const plot: { data: []; layout: { width: number; height: number } } = JSON.parse(plotAsJson);
  const { width, height } = plot.layout;
  return [
    await Plotly.toImage(plot, { format: "png", width, height, scale }),
    await Plotly.toImage(plot, { format: "png", width, height, scale: 2 * scale }),
    // Last: what the page draws first has its attributes in another order.
    await Plotly.toImage(plot, { format: "svg", width, height, scale }),
  ];
}

function afterComma(dataUri: string): string {
  return dataUri.slice(dataUri.indexOf(",") + 1);
}
