import { neutralColours } from "../theme.js";
import type { PlacedPanel } from "./place.js";

/** The rules of a panel as shapes, and their words as annotations. */
export function rulesOf({ marks, x: axis, suffix }: PlacedPanel) {
  const rules = marks.filter((mark) => mark.as === "rule");
  const axes = { xref: `x${suffix}`, yref: `y${suffix} domain` };
  const shapes = rules.map(({ x }) => ({
    ...axes,
    type: "line",
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    layer: "below",
    line: { color: neutralColours.published, width: 1.5, dash: "dot" },
  }));
  const words = rules.map(({ x, text = "", side = "right" }) => ({
    ...axes,
    text,
    // plotly takes the place of words on a logarithmic axis as a logarithm, that of lines as it is.
    x: axis.logarithmic ? Math.log10(x) : x,
    y: 1,
    yanchor: "top",
    xanchor: side === "right" ? "left" : "right",
    xshift: side === "right" ? 4 : -4,
    showarrow: false,
    font: { size: 15, color: neutralColours.published },
  }));
  return { shapes, words: words.filter(({ text }) => text !== "") };
}
