/** What values an option can have. */
export interface Kind<Value> {
  /** In words, to follow “give”: “a whole number, at least 2”. */
  readonly allowed: string;
  /** Its type in TypeScript, where a literal's own is not narrow enough: `"reset" | "carryOver"`. */
  readonly type?: string;
  allows(value: unknown): value is Value;
}

/** Bounds of a number; open ones are `above` and `below`. */
export interface Bounds {
  readonly from?: number;
  readonly to?: number;
  readonly above?: number;
  readonly below?: number;
}

/** Numbers within bounds. */
export function numberKind(bounds: Bounds = {}): Kind<number> {
  return {
    allowed: ["a number", ...boundsInWords(bounds)].join(", "),
    allows: (value): value is number => typeof value === "number" && Number.isFinite(value) && within(value, bounds),
  };
}

/** Whole numbers within bounds; from 1 where nothing is said. */
export function wholeKind({ multipleOf = 1, ...bounds }: Bounds & { readonly multipleOf?: number } = {}): Kind<number> {
  const complete = { from: multipleOf, ...bounds };
  return {
    allowed: [multipleOf === 1 ? "a whole number" : `a multiple of ${multipleOf}`, ...boundsInWords(complete)].join(
      ", ",
    ),
    allows: (value): value is number =>
      Number.isSafeInteger(value) && (value as number) % multipleOf === 0 && within(value as number, complete),
  };
}

/** One of some values. */
export function choiceKind<const Value extends string | number | boolean>(choices: readonly Value[]): Kind<Value> {
  return {
    allowed: `one of ${choices.map((choice) => JSON.stringify(choice)).join(", ")}`,
    type: choices.map((choice) => JSON.stringify(choice)).join(" | "),
    allows: (value): value is Value => choices.includes(value as Value),
  };
}

/** Lists of a length, at least 1 where nothing is said, entries of one kind. */
export function listKind<Item>(item: Kind<Item>, length: Bounds = { from: 1 }): Kind<readonly Item[]> {
  return {
    allowed: `a list, ${["its length", ...boundsInWords(length)].join(" ")}, each entry ${item.allowed}`,
    ...(item.type === undefined ? {} : { type: `(${item.type})[]` }),
    allows: (value): value is readonly Item[] =>
      Array.isArray(value) && within(value.length, length) && value.every((entry) => item.allows(entry)),
  };
}

/** Two entries of one kind. */
export function pairKind<Item>(item: Kind<Item>, type: string): Kind<readonly [Item, Item]> {
  return {
    allowed: `two entries, each ${item.allowed}`,
    type: `[${type}, ${type}]`,
    allows: (value): value is readonly [Item, Item] =>
      Array.isArray(value) && value.length === 2 && value.every((entry) => item.allows(entry)),
  };
}

/** The digits of a task. */
export const digitsKind: Kind<readonly number[]> = listKind(wholeKind({ from: 0, to: 9 }));

function within(value: number, { from, to, above, below }: Bounds): boolean {
  return !(
    (from !== undefined && value < from) ||
    (to !== undefined && value > to) ||
    (above !== undefined && value <= above) ||
    (below !== undefined && value >= below)
  );
}

function boundsInWords({ from, to, above, below }: Bounds): string[] {
  return [
    ...(from === undefined ? [] : [`at least ${from}`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(to === undefined ? [] : [`at most ${to}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
}
