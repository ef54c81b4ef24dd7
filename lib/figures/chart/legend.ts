import { legendKey } from "../legendKey.js";
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
    return legendKey(
      name,
      first.as === "line" ? lineStyle({ ...first, dots: false }, colour) : pointsStyle(first, colour),
    );
  });
  return [
    ...named,
    ...keys.map(({ name, dash }) => legendKey(name, lineStyle({ as: "line", dash }, neutralColours.key))),
  ];
}

/** How many rows a legend fills, by the usual width of its letters. */
export function legendRows(names: readonly string[]): number {
  const width = figureSize.width - 112;
  const filled = names.reduce(
    ({ rows, left }, name) => {
      const needed = 46 + 7.8 * name.replace(/<[^>]*>/g, "").length;
      return needed <= left ? { rows, left: left - needed } : { rows: rows + 1, left: width - needed };
    },
    { rows: 0, left: 0 },
  );
  return filled.rows;
}
