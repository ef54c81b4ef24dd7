import { escapeHtml } from "../html.js";
import { explore } from "./inPage.js";
import type { Exploration } from "./types.js";

/**
 * An explorable figure as HTML that needs nothing else: an image, and a script that puts the controls below it and draws over it.
 * Where scripts do not run the image stays as it is.
 */
export function explorableHtml(
  exploration: Exploration,
  compute: string,
  still: Buffer,
  words: string,
  alternative: string,
): string {
  const { width } = exploration;
  const bar = "display: flex; flex-wrap: wrap; gap: 0.4em 1.6em; margin: 0.4em 0";
  return `<div style="max-width: ${width}px; font-family: sans-serif">
<div style="position: relative"><img src="data:image/webp;base64,${still.toString("base64")}" alt="${escapeHtml(alternative)}" style="width: 100%; display: block"></div>
<div role="group" aria-label="controls" style="${bar}"></div>
<div role="status">${escapeHtml(words)}</div>
<script>
(${inScript(String(explore))})(document.currentScript.parentElement, ${inScript(JSON.stringify(exploration))}, ${inScript(compute)});
</script>
</div>`;
}

/** A script ends where it says so, in a string, too. */
function inScript(text: string): string {
  return text.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
}
