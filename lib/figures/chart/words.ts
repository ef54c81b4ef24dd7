import { formatDigits, formatInterval, formatNumber } from "../format.js";
import { nameOf } from "./style.js";
import type { Chart, LineMark, PointsMark } from "./types.js";
import { interval, isSeries } from "./value.js";

type Series = Pick<LineMark | PointsMark, "x" | "y">;

/** A list of values in words, in their order: “Adam: 1.0 ± 0.5 at 0, 4.0 ± 0.5 at 3”. */
export function valuesInWords(name: string, { x, y }: Series, decimals = 0): string {
  const values = x.map((place, at) => {
    const value = y[at] ?? NaN;
    const text = typeof value === "number" ? formatNumber(value, decimals) : formatInterval(value, decimals);
    return `${text} at ${formatNumber(place)}`;
  });
  return `${name}: ${values.join(", ")}`;
}

/** The first and the last of many values in words, as `valuesInWords` has them. */
export function endsInWords(name: string, { x, y }: Series, decimals = 0): string {
  const places = x.length > 1 ? [0, x.length - 1] : [0];
  const at = <Entry>(all: readonly Entry[]) => places.map((place) => all[place] as Entry);
  return valuesInWords(name, { x: at(x), y: at(y) }, decimals);
}

/**
 * Each line of a chart over updates in words, of the updates that its panel shows: “Adam, first layer: 0.1 at the first update,
 * 0.8 at update 4, largest 0.8 at update 4”.
 */
export function coursesInWords(rows: Chart["rows"]): string[] {
  return rows.flat().flatMap(({ heading, x: axis, marks }) =>
    marks.filter(isSeries).map((mark) => {
      const name = [heading, nameOf(mark)].filter(Boolean).join(", ");
      return `${name}: ${courseInWords(mark, axis?.range?.[1])}`;
    }),
  );
}

function courseInWords({ x, y }: Series, until = Infinity): string {
  const values = y.filter((_, at) => Number(x[at]) <= until).map((value) => interval(value).estimate);
  const largest = Math.max(...values);
  const at = (place: number) =>
    `${formatDigits(values.at(place) ?? NaN)} at update ${x[place < 0 ? values.length + place : place]}`;
  return `${formatDigits(values[0] ?? NaN)} at the first update, ${at(-1)}, largest ${at(values.indexOf(largest))}`;
}
