/** What a record can hold: what JSON can, and numbers that are not finite. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** JSON has no word for these numbers; a record writes them as strings. */
const notFinite = new Map([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((n) => [String(n), n]));

/**
 * A value as one line of JSON, the keys of its objects sorted, so that equal values have equal lines.
 *
 * @throws TypeError where the value holds something that a record cannot, a function for one, naming its path
 */
export function writeJson(value: Json): string {
  return JSON.stringify(sorted(value, "value"));
}

/** What `writeJson` wrote. @throws SyntaxError where the text is no JSON */
export function readJson(text: string): Json {
  return JSON.parse(text, (_, value) => (typeof value === "string" ? (notFinite.get(value) ?? value) : value));
}

function sorted(value: unknown, path: string): Json {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (Array.isArray(value)) return value.map((entry, index) => sorted(entry, `${path}[${index}]`));
  if (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, entry]) => [name, sorted(entry, `${path}.${name}`)]));
  }
  throw new TypeError(
    `${path} is a ${typeof value}; a record holds numbers, strings, booleans, null, arrays and plain objects of them.`,
  );
}
