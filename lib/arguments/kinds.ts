/** What an argument may be. */
export interface Kind {
  /** In words, to follow “give”: “a whole number, at least 1”. */
  readonly allowed: string;
  /** Whether a value is one. */
  allows(value: unknown): boolean;
  /** Whether it may be left out. */
  readonly optional?: true;
}

/** Values of which something is true. */
export function kind(allowed: string, allows: (value: unknown) => boolean): Kind {
  return { allowed, allows };
}

/** The same, or nothing. */
export function optional({ allowed, allows }: Kind): Kind {
  return { allowed, allows, optional: true };
}

/** The largest int32: compiled programs count in them. */
const MOST = 2 ** 31 - 1;

/** Whole numbers that an int32 holds. */
export function whole(least = 1): Kind {
  return kind(
    `a whole number, at least ${least} and below 2³¹`,
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= MOST,
  );
}

/** Numbers of which something is true. A number that is infinite as a float32 counts as infinite. */
export function number(allowed: string, valid: (value: number) => boolean): Kind {
  return kind(allowed, (value) => typeof value === "number" && Number.isFinite(Math.fround(value)) && valid(value));
}

/** One of some words. */
export function oneOf(...words: readonly string[]): Kind {
  const quoted = words.map((word) => JSON.stringify(word));
  return kind([quoted.slice(0, -1).join(", "), quoted.at(-1)].join(" or "), (value) => words.includes(value as string));
}

/** True or false. */
export const flag: Kind = kind("true or false", (value) => typeof value === "boolean");

/** Strings. */
export const text: Kind = kind("a string", (value) => typeof value === "string");

/** Functions. */
export function callable(allowed: string): Kind {
  return kind(allowed, (value) => typeof value === "function");
}

/** Objects with certain methods. */
export function having(allowed: string, ...methods: readonly string[]): Kind {
  return kind(
    allowed,
    (value) =>
      isObject(value) && methods.every((method) => typeof (value as Record<string, unknown>)[method] === "function"),
  );
}

/** Lists, of at least one entry. */
export function list(of: Kind, allowed: string): Kind {
  return kind(allowed, (value) => Array.isArray(value) && value.length > 0 && value.every((entry) => of.allows(entry)));
}

/** Lists of at least one entry, no two of them the same. */
export function distinct(of: Kind, allowed: string): Kind {
  const { allows } = list(of, allowed);
  return kind(allowed, (value) => allows(value) && new Set(value as unknown[]).size === (value as unknown[]).length);
}

/** One of several kinds. */
export function either(allowed: string, ...kinds: readonly Kind[]): Kind {
  return kind(allowed, (value) => kinds.some(({ allows }) => allows(value)));
}

/** Whether a value is an object with fields, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
