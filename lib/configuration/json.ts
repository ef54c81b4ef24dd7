/** What a record can hold: what JSON can, and numbers that are not finite. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** JSON has no word for these numbers; a record writes them as strings. */
const notFinite = new Map([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((n) => [String(n), n]));

/** Strings that would be read as such numbers have an apostrophe before them, and one more where they have some. */
const mistakable = /^'*(NaN|-?Infinity)$/;

/**
 * A value as one line of JSON, the keys of its objects sorted, so that equal values have equal lines; −0 is written as the 0
 * that it equals, and an entry that is undefined is left out.
 *
 * @throws TypeError where the value holds something that a record cannot, a function for one, or holds itself, naming its path
 */
export function writeJson(value: Json): string {
  return JSON.stringify(sorted(value, "value", []));
}

/** What `writeJson` wrote. @throws SyntaxError where the text is no JSON */
export function readJson(text: string): Json {
  // To look at every value takes several times as long as to parse them.
  if (!/NaN"|Infinity"/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value) => (typeof value === "string" ? fromString(value) : value));
}

function fromString(written: string): string | number {
  return notFinite.get(written) ?? (mistakable.test(written) ? written.slice(1) : written);
}

function sorted(value: unknown, path: string, within: readonly object[]): Json {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string") return mistakable.test(value) ? `'${value}` : value;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "object") {
    if (within.includes(value)) throw new TypeError(`${path} holds itself; a record cannot.`);
    const inside = [...within, value];
    if (Array.isArray(value)) return Array.from(value, (entry, index) => sorted(entry, `${path}[${index}]`, inside));
    if (Object.getPrototypeOf(value) === Object.prototype) {
      const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
      entries.sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([name, entry]) => [name, sorted(entry, `${path}.${name}`, inside)]));
    }
  }
  const kind =
    typeof value === "object" ? `an object of ${value.constructor?.name ?? "no class"}` : `a ${typeof value}`;
  throw new TypeError(
    `${path} is ${kind}; a record holds numbers, strings, booleans, null, arrays and plain objects of them.`,
  );
}
