import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { isObject, kind, requireArgument, text } from "../arguments/index.js";
import { BrowserUnavailable } from "./browser.js";
import { figureHtml } from "./html.js";
import { display, type MimeBundle } from "./jupyter.js";
import type { Plot } from "./plot.js";
import { render } from "./render.js";

const plotKind = kind(
  "plotly's data and layout, as { data, layout }; plot(data, layout) makes a figure of them",
  (value) => isObject(value) && Array.isArray(value.data) && isObject(value.layout),
);
const linesKind = kind("a list of lines of text", Array.isArray);

/** A plot with its title and its numbers in words, ready to be shown in a notebook and to be saved. */
export class Figure {
  constructor(
    /** What plotly draws. */
    readonly plot: Plot,
    readonly title: string,
    /** The numbers in short, one line each: what a reader learns who cannot see the figure. */
    readonly numbers: readonly string[],
  ) {
    requireArgument("Figure", "plot", plot, plotKind);
    requireArgument("Figure", "title", title, text);
    requireArgument("Figure", "numbers", numbers, linesKind);
  }

  /** All forms in one bundle: interactive, HTML, PNG, text. Where no browser can draw, the PNG is missing and the text says so. */
  async [display](): Promise<MimeBundle> {
    const images = await render(this.plot).catch(missing);
    const words = images instanceof BrowserUnavailable ? `${this}\n${images.message}` : this.toString();
    return {
      "application/vnd.plotly.v1+json": this.plot,
      "text/html": figureHtml(this.plot, words, images instanceof BrowserUnavailable ? undefined : images.webp),
      ...(images instanceof BrowserUnavailable ? {} : { "image/png": images.preview.toString("base64") }),
      "text/plain": words,
    };
  }

  /** Writes `<basename>.png`, with two pixels for each CSS pixel, and `<basename>.svg`. */
  async save(basename: string): Promise<void> {
    const { png, svg } = await render(this.plot);
    await mkdir(dirname(basename), { recursive: true });
    await writeFileAtomic(`${basename}.png`, png);
    await writeFileAtomic(`${basename}.svg`, svg);
  }

  /** Title and numbers, a line each. */
  toString(): string {
    return [this.title, ...this.numbers].join("\n");
  }
}

function missing(error: unknown): BrowserUnavailable {
  if (error instanceof BrowserUnavailable) return error;
  throw error;
}
