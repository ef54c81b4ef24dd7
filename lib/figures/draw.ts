import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { darkened } from "./dark.js";
import type { Figure } from "./figure.js";
import { gifOf } from "./gif.js";
import { pdfOf } from "./pdf.js";
import { render } from "./render.js";
import { still } from "./still.js";

/** The forms in which a figure can be drawn. */
export const figureFormats = ["png", "svg", "pdf"] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** How a figure is drawn. */
export interface DrawOptions {
  readonly formats: readonly FigureFormat[];
  readonly theme: "light" | "dark";
  /** In CSS pixels; as it was designed where left out. */
  readonly width?: number | undefined;
  /** Whether a figure that moves is written as GIF, too. */
  readonly animate: boolean;
}

/** Writes a figure as `<basename>.<format>` in each of some formats. */
export async function drawFigure(
  { plot }: Figure,
  basename: string,
  { formats, theme, width, animate }: DrawOptions,
): Promise<void> {
  const themed = theme === "dark" ? darkened(plot) : plot;
  const onPaper = still(themed);
  const size = onPaper.layout as { width: number; height: number };
  const scale = (width ?? size.width) / size.width;
  const { png, svg } = await render(onPaper, scale);
  await mkdir(dirname(basename), { recursive: true });
  for (const format of formats) {
    const scaled = { width: scale * size.width, height: scale * size.height };
    const content = format === "png" ? png : format === "svg" ? svg : await pdfOf(svg, scaled);
    await writeFileAtomic(`${basename}.${format}`, content);
  }
  if (animate && themed.frames !== undefined) {
    await writeFileAtomic(`${basename}.gif`, await gifOf(themed, scale));
  }
}
