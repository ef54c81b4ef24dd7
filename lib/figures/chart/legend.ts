import { figureSize, neutralColours } from "../theme.js";
import { colourOfMark, lineStyle, nameOf, pointsStyle } from "./style.js";
import type { Chart, LineMark, PointsMark } from "./types.js";
import { isSeries } from "./value.js";

/**
 * A key for each name, drawn like the first mark of that name, but in a neutral colour where marks of that name have several;
 * then the keys that the chart adds.
 */
export function legendKeys({ rows, keys = [] }: Chart): { readonly name: string }[] {
  const groups = new Map<string, (LineMark | PointsMark)[]>();
  for (const mark of rows.flat().flatMap(({ marks }) => marks.filter(isSeries))) {
    const name = nameOf(mark);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), mark]);
  }
  const named = [...groups].map(([name, marks]) => {
    const colours = new Set(marks.map(colourOfMark));
    const [colour = ""] = colours.size === 1 ? colours : [neutralColours.key];
    const [first] = marks as [LineMark | PointsMark];
    return key(name, first.as === "line" ? lineStyle({ ...first, dots: false }, colour) : pointsStyle(first, colour));
  });
  return [...named, ...keys.map(({ name, dash }) => key(name, lineStyle({ as: "line", dash }, neutralColours.key)))];
}

function key(name: string, style: object) {
  return { type: "scatter", name, legendgroup: name, x: [null], y: [null], ...style };
}

/** How many rows a legend fills; plotly gives all entries the same width where they need more than one. */
export function legendRows(names: readonly string[], width: number = figureSize.width - 112): number {
  const widths = names.map((name) => 60 + 8 * name.replace(/<[^>]*>/g, "").length);
  const inOne = widths.reduce((sum, one) => sum + one, 0) <= width;
  return inOne
    ? Math.min(1, names.length)
    : Math.ceil(names.length / Math.max(1, Math.floor(width / Math.max(...widths))));
}
