import type { DataFrame } from "danfojs-node";

/** What stands in a frame: a number, a word or a boolean; null where there is nothing. */
export type Value = number | string | boolean | null;

/**
 * Rows as a danfo.js DataFrame, its columns in the order of their headings. A heading that is there already gets a number,
 * and one that a DataFrame has a member of its own for, which the column would hide, is called a column: `a`, `a (2)`,
 * `shape (column)`.
 *
 * @throws RangeError where a row has not as many values as there are headings, naming it
 */
export function frameOf(headings: readonly string[], rows: readonly (readonly Value[])[]): DataFrame {
  const ragged = rows.findIndex((row) => row.length !== headings.length);
  if (ragged >= 0) {
    throw new RangeError(
      `data frame: row ${ragged + 1} has ${rows[ragged]?.length} values; give ${headings.length}, one for each column.`,
    );
  }
  // Only here: danfo.js takes its time to load.
  const { DataFrame } = require("danfojs-node") as typeof import("danfojs-node");
  // Its types leave out null, which it takes for a value that is missing.
  return new DataFrame(rows as (string | number | boolean)[][], { columns: distinct(headings, new DataFrame([])) });
}

function distinct(headings: readonly string[], members: object): string[] {
  const names = headings.map((heading) => (heading in members ? `${heading} (column)` : heading));
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; seen.has(free) || (free !== name && taken.has(free)); number++) free = `${name} (${number})`;
    seen.add(free);
    return free;
  });
}
