import { neutralColours } from "./theme.js";

/** Where one of several panels lies that stand side by side, as shares of the width, and what its axes are called. */
export interface PanelPlace {
  readonly domain: readonly [left: number, right: number];
  /** "" for the first panel, "2" for the second: plotly's axes are x, y, x2, y2. */
  readonly suffix: string;
  /** For what is drawn in it. */
  readonly axes: { readonly xaxis: string; readonly yaxis: string };
}

/** Panels of equal width with gaps between them, each a share of the whole width. */
export function sideBySide<Panel>(panels: readonly Panel[], gap: number): (Panel & PanelPlace)[] {
  const width = (1 - gap * (panels.length - 1)) / panels.length;
  return panels.map((panel, index) => {
    const left = index * (width + gap);
    const suffix = index === 0 ? "" : String(index + 1);
    const axes = { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
    return { ...panel, domain: [left, Math.min(1, left + width)], suffix, axes };
  });
}

/** The axes of panels, by plotly's names. */
export function panelAxes<Place extends PanelPlace>(
  places: readonly Place[],
  axesOf: (place: Place, index: number) => { readonly x: object; readonly y: object },
): Record<string, object> {
  const all = places.flatMap((place, index): [string, object][] => {
    const { domain, suffix, axes } = place;
    const { x, y } = axesOf(place, index);
    return [
      [`xaxis${suffix}`, { domain, anchor: axes.yaxis, ...x }],
      [`yaxis${suffix}`, { anchor: axes.xaxis, ...y }],
    ];
  });
  return Object.fromEntries(all);
}

/** The heading above a panel, as an annotation. */
export function panelHeading(text: string, left: number, top = 1) {
  return {
    text: `<b>${text}</b>`,
    x: left,
    y: top,
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
