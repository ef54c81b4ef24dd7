import * as all from "./all.js";
import type { Study } from "./core/index.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = Object.values(all as unknown as Record<string, Study>).sort((a, b) =>
  a.name < b.name ? -1 : 1,
);

/**
 * A study by its name, its number or what it is exported as: `29-amsgrad`, `29`, `amsgrad`.
 *
 * @throws RangeError where there is none, naming those that there are
 */
export function findStudy(wanted: string): Study {
  const [, digits, letter] = /^(\d+)([a-z]?)$/.exec(wanted) ?? [];
  const number = digits === undefined ? null : `${digits.padStart(2, "0")}${letter}`;
  const found =
    (all as unknown as Record<string, Study>)[wanted] ??
    studies.find(({ name }) => name === wanted || name.startsWith(`${number}-`));
  if (found !== undefined) return found;
  throw new RangeError(`no study is called "${wanted}"; there are ${studies.map(({ name }) => name).join(", ")}.`);
}
