import { inspect } from "node:util";
import { shorten } from "../cut.js";

/** The most characters, and the most items, of something large that are shown. */
const MOST_CHARACTERS = 20_000;
const MOST_ITEMS = 100;

/** A value as Node prints it, cut with a notice where it is huge. */
export function toText(value: unknown): string {
  return shorten(describe(value), MOST_CHARACTERS);
}

/** Node prints an object by its fields; one that has none, but can be iterated over, we print by its items. */
function describe(value: unknown): string {
  const text = withoutHalves(inspect(value, { maxArrayLength: MOST_ITEMS, maxStringLength: MOST_CHARACTERS / 2 }));
  const name = /^(\S+) {}$/.exec(text)?.[1];
  const items = name && firstItems(value);
  return items ? `${name} ${inspect(items, { maxArrayLength: MOST_ITEMS })}` : text;
}

/** Node cuts a long string anywhere, also inside a character, whose half it then writes as an escape: without it. */
function withoutHalves(text: string): string {
  return text.replace(
    /(?<!\\)((?:\\\\)*)\\ud[89ab][0-9a-f]{2}(['"`]\.\.\. )(\d+) more characters?/g,
    (_, before, end, count) => `${before}${end}${Number(count) + 1} more characters`,
  );
}

/** The first items, one more than are shown; undefined where the value is used up by reading, or cannot be read. */
function firstItems(value: unknown): unknown[] | undefined {
  try {
    const iterator = (value as Iterable<unknown>)[Symbol.iterator]();
    if (iterator === value) return undefined;
    const items: unknown[] = [];
    for (let next = iterator.next(); !next.done && items.length <= MOST_ITEMS; next = iterator.next())
      items.push(next.value);
    return items;
  } catch {
    return undefined;
  }
}
