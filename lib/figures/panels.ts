import { neutralColours } from "./theme.js";

/** Where one of several panels lies that stand side by side, as shares of the width, and what its axes are called. */
export interface PanelPlace {
  readonly domain: readonly [left: number, right: number];
  /** "" for the first panel, "2" for the second: plotly's axes are x, y, x2, y2. */
  readonly suffix: string;
}

/** Panels of equal width with gaps between them, each a share of the whole width. */
export function sideBySide(count: number, gap: number): PanelPlace[] {
  const width = (1 - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, index) => ({
    domain: [index * (width + gap), Math.min(1, index * (width + gap) + width)],
    suffix: index === 0 ? "" : String(index + 1),
  }));
}

/** The heading above a panel, as an annotation. */
export function panelHeading(text: string, { domain }: PanelPlace) {
  return {
    text: `<b>${text}</b>`,
    x: domain[0],
    y: 1,
    yshift: 4,
    xref: "paper",
    yref: "paper",
    xanchor: "left",
    yanchor: "bottom",
    showarrow: false,
    font: { size: 16, color: neutralColours.text },
  } as const;
}

/** Room above the panels for the title, the legend and the headings. */
export const panelMargin = { l: 76, r: 24, t: 140, b: 64 } as const;

/** The legend between title and headings. */
export const panelLegend = { y: 1.09, font: { size: 15 } } as const;
