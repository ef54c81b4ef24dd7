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
<script>${makeInteractive}</script>
</div>`;
}

/** An image, since an SVG would be set in whatever fonts the reader has. */
function image(webp: Buffer, alternative: string): string {
  const source = `data:image/webp;base64,${webp.toString("base64")}`;
  return `<img src="${source}" alt="${escapeHtml(alternative)}" style="max-width: 100%">`;
}

const { version } = createRequire(__filename)("plotly.js-dist/package.json") as { version: string };

const makeInteractive = `
(async (holder) => {
  const packed = await fetch("data:application/gzip;base64," + holder.querySelector("script").textContent);
  const unpacked = packed.body.pipeThrough(new DecompressionStream("gzip"));
  const plot = await new Response(unpacked).json();
  try { await import("https://cdn.plot.ly/plotly-${version}.min.js"); } catch { return; }
  const figure = document.createElement("div");
  await Plotly.newPlot(figure, plot);
  holder.replaceChildren(figure);
})(document.currentScript.parentElement);
`;
