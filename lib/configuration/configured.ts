import type { Json } from "./json.js";

const known = new WeakMap<object, Json>();

/**
 * Notes what an optimizer, a model or the like was made of, all of it, so that it can be told from others: the store of runs
 * and the cache of compiled programs leave out what they cannot tell apart.
 *
 * A copy with something changed (`{ ...model, apply }`) is another object, of which nothing is known.
 *
 * ```ts
 * const mine = (learningRate: number) => configured({ name: "mine", init, update }, { method: "mine", learningRate });
 * ```
 *
 * @param configuration undefined where something in it is not known either
 * @returns `made` itself
 */
export function configured<Made extends object>(made: Made, configuration: Json | undefined): Made {
  if (configuration !== undefined) known.set(made, configuration);
  return made;
}

/** What `configured` noted of an object, undefined where it noted nothing. */
export function configurationOf(made: object): Json | undefined {
  return known.get(made);
}
