import { colourOf, dashOf, neutralColours, symbolOf } from "../theme.js";
import type { Dash, LineMark, PointsMark } from "./types.js";

/** Dashes as plotly takes them. */
const dashes: Readonly<Record<Dash, string>> = { solid: "solid", dash: "8px,4px", dot: "2px,3px" };

/** What the legend calls a mark. */
export function nameOf({ name, optimizer }: LineMark | PointsMark): string | undefined {
  return name ?? optimizer;
}

/** The colour of a mark, as it is before `strength` makes it lighter. */
export function colourOfMark({ colour, optimizer }: LineMark | PointsMark): string {
  return colour ?? (optimizer === undefined ? neutralColours.published : colourOf(optimizer));
}

/** How plotly draws a line. */
export function lineStyle(
  { dash, strength = 1, width = 3, optimizer = "", dots = false }: Omit<LineMark, "x" | "y">,
  colour: string,
) {
  const color = tinted(colour, strength);
  const isHollow = dash === "dash" || dash === "dot";
  const marker = { size: 9, color: isHollow ? neutralColours.background : color, line: { width: 2.5, color } };
  return {
    mode: dots ? "lines+markers" : "lines",
    line: { color, width, dash: dash === undefined ? dashOf(optimizer) : dashes[dash] },
    ...(dots ? { marker } : {}),
  };
}

/** How plotly draws points. */
export function pointsStyle({ symbol, size = 8, optimizer = "" }: PointsMark, color: string) {
  return { mode: "markers", marker: { size, symbol: symbol ?? symbolOf(optimizer), color, line: { width: 2, color } } };
}

/** A colour `#rrggbb` mixed with white, of which it leaves 1 − strength. */
function tinted(colour: string, strength: number): string {
  if (strength === 1) return colour;
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(255 - strength * (255 - part)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
