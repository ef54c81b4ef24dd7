import { inspect } from "node:util";

/** @throws RangeError where there is none of what is to be drawn, TypeError where it is no list, naming it: `bars: there is no bar` */
export function requireSome(figure: string, what: string, entries: readonly unknown[]): void {
  if (!Array.isArray(entries)) {
    throw new TypeError(`${figure}: got ${inspect(entries, { depth: 0 })}; give a list, with each ${what} an entry.`);
  }
  if (entries.length === 0) throw new RangeError(`${figure}: there is no ${what}; give at least one.`);
}
