import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Plot } from "./plot.js";

/** What HTML reads as markup, as text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A figure as HTML: an image (or, without one, what stands for it) that turns into the interactive figure where plotly.js can be loaded.
 */
export function figureHtml(plot: Plot, alternative: string, webp: Buffer | undefined): string {
  return `<div>
${webp === undefined ? `<p>${escapeHtml(alternative)}</p>` : image(webp, alternative)}
<script type="application/gzip">${gzipSync(JSON.stringify(plot)).toString("base64")}</script>
<script>${makeInteractive()}</script>
</div>`;
}

/** An image, since an SVG would be set in whatever fonts the reader has. */
function image(webp: Buffer, alternative: string): string {
  const source = `data:image/webp;base64,${webp.toString("base64")}`;
  return `<img src="${source}" alt="${escapeHtml(alternative)}" style="max-width: 100%">`;
}

const { resolve } = createRequire(__filename);

/**
 * Makes the figure interactive: plotly.js comes once for all figures of a page, from a server of npm's files, and is run
 * where it is, byte for byte, the file that is installed here.
 */
function makeInteractive(): string {
  const { address, integrity } = plotly();
  return `
(async (holder) => {
  const packed = await fetch("data:application/gzip;base64," + holder.querySelector("script").textContent);
  const unpacked = packed.body.pipeThrough(new DecompressionStream("gzip"));
  const plot = await new Response(unpacked).json();
  window.momentaPlotly ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: "${address}", integrity: "${integrity}", crossOrigin: "anonymous" });
    Object.assign(script, { onload: loaded, onerror: failed });
    document.head.append(script);
  });
  try { await window.momentaPlotly; } catch { return; }
  const figure = document.createElement("div");
  await Plotly.newPlot(figure, plot);
  holder.replaceChildren(figure);
})(document.currentScript.parentElement);
`;
}

let known: { readonly address: string; readonly integrity: string } | undefined;

/** Where the installed file of plotly.js is to be had, and its hash as a script element takes it. */
function plotly(): { readonly address: string; readonly integrity: string } {
  if (known !== undefined) return known;
  const { name, version, main } = JSON.parse(readFileSync(resolve("plotly.js-dist/package.json"), "utf8"));
  const hash = createHash("sha384")
    .update(readFileSync(resolve("plotly.js-dist")))
    .digest("base64");
  known = { address: `https://cdn.jsdelivr.net/npm/${name}@${version}/${main}`, integrity: `sha384-${hash}` };
  return known;
}
