import { type Bounds, choiceKind, type Kind, listKind, numberKind, pairKind, wholeKind } from "./kinds.js";

/** What a study leaves to choose: its default, what it is, and what values it can have. */
export interface Option<Value> extends Kind<Value> {
  readonly default: Value;
  /** A few words: the comment in the notebook's parameters, the help on the command line. */
  readonly about: string;
}

/** The options of a study by name. */
export type Schema = Readonly<Record<string, Option<unknown>>>;

/** The values of the options of a schema. */
export type OptionsOf<Options extends Schema> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

export function option<Value>(standard: Value, about: string, kind: Kind<Value>): Option<Value> {
  return { default: standard, about, ...kind };
}

/** A number above 0. */
export function positive(standard: number, about: string): Option<number> {
  return option(standard, about, numberKind({ above: 0 }));
}

/** A number within bounds. */
export function number(standard: number, about: string, bounds: Bounds = {}): Option<number> {
  return option(standard, about, numberKind(bounds));
}

/** A whole number, at least 1 where no bounds are given. */
export function whole(
  standard: number,
  about: string,
  bounds: Bounds & { readonly multipleOf?: number } = {},
): Option<number> {
  return option(standard, about, wholeKind(bounds));
}

/** One of some values. */
export function choice<const Value extends string | number | boolean>(
  standard: Value,
  about: string,
  choices: readonly Value[],
): Option<Value> {
  return option(standard, about, choiceKind(choices));
}

/** A list of entries of one kind, at least one of them where no length is given. */
export function list<Item>(
  standard: readonly Item[],
  about: string,
  item: Kind<Item>,
  length?: Bounds,
): Option<readonly Item[]> {
  return option(standard, about, listKind(item, length));
}

/** Two entries of one kind; `type` is the TypeScript type of an entry: `number[]`. */
export function pair<Item>(
  standard: readonly [Item, Item],
  about: string,
  item: Kind<Item>,
  type: string,
): Option<readonly [Item, Item]> {
  return option(standard, about, pairKind(item, type));
}

/** Options that belong together, under one name. */
export function group<Options extends Schema>(about: string, schema: Options): Option<OptionsOf<Options>> {
  const fields = Object.entries(schema);
  return {
    default: defaultsOf(schema),
    about,
    allowed: `a record: ${fields.map(([name, { allowed }]) => `${name}, ${allowed}`).join("; ")}`,
    ...(fields.some(([, { type }]) => type !== undefined) && {
      type: `{ ${fields.map(([name, { type, default: standard }]) => `${name}: ${type ?? typeInWords(standard)}`).join("; ")} }`,
    }),
    allows: (value): value is OptionsOf<Options> =>
      typeof value === "object" &&
      value !== null &&
      Object.keys(value).every((name) => name in schema) &&
      fields.every(([name, field]) => field.allows((value as Record<string, unknown>)[name])),
  };
}

/** The defaults of all options. */
export function defaultsOf<Options extends Schema>(schema: Options): OptionsOf<Options> {
  return Object.fromEntries(
    Object.entries(schema).map(([name, { default: standard }]) => [name, standard]),
  ) as OptionsOf<Options>;
}

/**
 * The options of a run: the defaults, and what was given in their place.
 *
 * @throws RangeError where there is no such option, or it cannot have that value: naming it, and what it can be
 */
export function resolveOptions<Options extends Schema>(
  schema: Options,
  given: Readonly<Partial<OptionsOf<Options>>>,
): OptionsOf<Options> {
  for (const [name, value] of Object.entries(given)) {
    const found = schema[name];
    if (found === undefined) {
      throw new RangeError(`there is no option ${name}; there are ${Object.keys(schema).join(", ")}.`);
    }
    if (value !== undefined && !found.allows(value)) {
      throw new RangeError(`${name} is ${inWords(value)}; give ${found.allowed}.`);
    }
  }
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaultsOf(schema), ...Object.fromEntries(chosen) } as OptionsOf<Options>;
}

/** `number[]` of a list of numbers. */
function typeInWords(value: unknown): string {
  return Array.isArray(value) ? `${typeInWords(value[0])}[]` : typeof value;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inWords).join(", ")}]`;
  return typeof value === "object" || typeof value === "string" ? JSON.stringify(value) : String(value);
}
