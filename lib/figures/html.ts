import { createRequire } from "node:module";
import type { Plot } from "./render.js";

/** What HTML reads as markup, as text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A figure as HTML: an image (or, without one, what stands for it) that turns into the interactive figure where plotly.js can be loaded.
 */
export function figureHtml(plot: Plot, alternative: string, png: Buffer | undefined): string {
  return `<div>
${png === undefined ? `<p>${escapeHtml(alternative)}</p>` : image(png, alternative)}
<script type="application/json">${JSON.stringify(plot).replaceAll("<", "\\u003c")}</script>
<script>${makeInteractive}</script>
</div>`;
}

/** A PNG, since an SVG would be set in whatever fonts the reader has. */
function image(png: Buffer, alternative: string): string {
  const source = `data:image/png;base64,${png.toString("base64")}`;
  return `<img src="${source}" alt="${escapeHtml(alternative)}" style="max-width: 100%">`;
}

const { version } = createRequire(__filename)("plotly.js-dist/package.json") as { version: string };

const makeInteractive = `
(async (holder) => {
  const { data, layout } = JSON.parse(holder.querySelector("script").textContent);
  try { await import("https://cdn.plot.ly/plotly-${version}.min.js"); } catch { return; }
  const figure = document.createElement("div");
  await Plotly.newPlot(figure, data, layout);
  holder.replaceChildren(figure);
})(document.currentScript.parentElement);
`;
