import { isObject, type Kind } from "./kinds.js";
import { hintFor, inWords, nearest } from "./words.js";

/** What every option of an object may be. */
export type Schema<Options> = { readonly [Name in keyof Options]-?: Kind };

/**
 * Checks one argument.
 *
 * @param caller the function, or what tables call what it makes
 * @throws RangeError where it is missing, or is not of its kind: naming caller, argument, value, and what is allowed
 */
export function requireArgument(
  caller: string,
  name: string,
  value: unknown,
  { allowed, allows, optional }: Kind,
): void {
  if (value === undefined ? optional === true : allows(value)) return;
  throw new RangeError(
    `${caller}: ${name} is ${value === undefined ? "missing" : inWords(value)}${uncalled(value, allows)}; give ${allowed}.`,
  );
}

/**
 * Checks the names of options.
 *
 * @throws RangeError where `given` is no object, or has an option that is not among `names`: naming it and what there is
 */
export function requireKnown(caller: string, given: object, names: readonly string[]): void {
  if (!isObject(given)) {
    const found = given === undefined ? "missing" : inWords(given);
    throw new RangeError(`${caller}: the options are ${found}; give an object of ${names.join(", ")}.`);
  }
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange === undefined) return;
  const meant = nearest(strange, names);
  const found = hintFor(strange);
  const advice = meant === undefined ? `${found ?? `there are ${names.join(", ")}`}.` : `did you mean ${meant}?`;
  throw new RangeError(`${caller}: there is no option ${strange}; ${advice}`);
}

/**
 * Checks an object of options.
 *
 * @throws RangeError where it is no object, has an option that is not in the schema, lacks one that is not optional, or one
 *   is not of its kind: naming caller, option, value, and what is allowed
 */
export function requireOptions<Options extends object>(caller: string, given: Options, schema: Schema<Options>): void {
  requireKnown(caller, given, Object.keys(schema));
  const values = given as Readonly<Record<string, unknown>>;
  for (const [name, kind] of Object.entries<Kind>(schema)) requireArgument(caller, name, values[name], kind);
}

/**
 * Checks an object of options, and puts the standard values where they are left out.
 *
 * @throws RangeError where `requireOptions` does
 */
export function completeOptions<Options extends object, Standard extends Partial<Options>>(
  caller: string,
  given: Options,
  schema: Schema<Options>,
  standard: Standard,
): Options & Required<Pick<Options, keyof Options & keyof Standard>> {
  const optional = Object.entries<Kind>(schema).map(([name, kind]) => [
    name,
    name in standard ? { ...kind, optional: true } : kind,
  ]);
  requireOptions(caller, given, Object.fromEntries(optional) as Schema<Options>);
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...standard, ...Object.fromEntries(chosen) } as never;
}

/** A hint where a function was given for what it returns. */
function uncalled(value: unknown, allows: (value: unknown) => boolean): string {
  return typeof value === "function" && !allows(() => undefined) ? ", not called" : "";
}
