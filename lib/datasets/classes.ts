import type { Tensor } from "@tensorflow/tfjs";
import { inWords } from "../arguments/index.js";
import { tf } from "../engine/index.js";
import { type Frame, isFrame, isNumberArray, type NumberArray } from "./numbers.js";

/** One class for each example: numbers 0, 1, …, or names. */
export type Labels = readonly (number | string)[] | NumberArray | Tensor | Frame;

/** The classes that labels are of. */
export interface Classes {
  readonly count: number;
  /** In the order of their numbers, where they have names. */
  readonly names?: readonly string[];
}

/** A label is a byte. */
const MOST = 256;

/**
 * Labels as a list.
 *
 * @throws TypeError where there is not one number or name to an example, or names and numbers are mixed
 */
export function labelList(described: string, given: unknown): readonly (number | string)[] {
  const labels = listOf(described, given);
  if (labels.length === 0) throw new RangeError(`${described}: there is none; give one to each example.`);
  const first = typeof labels[0];
  const odd = labels.findIndex((label) => typeof label !== first || (first !== "number" && first !== "string"));
  if (odd < 0) return labels as readonly (number | string)[];
  const allowed =
    first === "number" || first === "string" ? `a ${first}, as the first is` : "class numbers, or names as strings";
  throw new TypeError(`${described}[${odd}] is ${inWords(labels[odd])}; give ${allowed}.`);
}

function listOf(described: string, given: unknown): readonly unknown[] {
  if (given instanceof tf.Tensor && !given.isDisposed && given.rank === 1) return Array.from(given.dataSync());
  const values = isFrame(given) ? given.values : given;
  if (Array.isArray(values)) return values;
  if (isNumberArray(values)) return Array.from(values);
  throw new TypeError(`${described}: got ${inWords(given)}; give a list of one class to an example.`);
}

/**
 * The classes of training labels: as many as `given` says, or those that it names; where it is left out, names in their
 * order, those that are numbers by size, or the numbers from 0 to the largest.
 *
 * @throws RangeError where there are more than 256 classes; where names are given a number of classes; where some of the
 *   numbers below the largest have no example, and it is not said how many classes there are
 */
export function classesOf(
  described: string,
  labels: readonly (number | string)[],
  given: number | readonly string[] | undefined,
): Classes {
  const named = typeof labels[0] === "string";
  if (typeof given === "number" && named) {
    throw new RangeError(`${described} are names, and classes is ${given}; leave it out, or give the names in order.`);
  }
  if (typeof given === "object") return limited(described, { count: given.length, names: given });
  if (named) {
    const names = inOrder([...new Set(labels as readonly string[])]);
    return limited(described, { count: names.length, names });
  }
  const present = new Set(labels as readonly number[]);
  const count =
    given ??
    1 +
      (labels as readonly number[]).reduce(
        (most, label) => (label > most && Number.isInteger(label) ? label : most),
        0,
      );
  const { names: _, ...classes } = limited(described, { count });
  const absent = Array.from({ length: count }, (_, label) => label).find((label) => !present.has(label));
  if (given !== undefined || absent === undefined || labels.some((label) => !isClass(label, count))) return classes;
  throw new RangeError(
    `${described}: the largest is ${count - 1}, and none is ${absent}; give classes 0, 1, … without a gap, their names as strings, or classes: ${count}.`,
  );
}

function limited(described: string, classes: Classes): Classes {
  if (classes.count <= MOST) return classes;
  throw new RangeError(`${described} are of ${classes.count} classes; give at most ${MOST}, or targets.`);
}

function isClass(label: number | string, count: number): boolean {
  return Number.isInteger(label) && (label as number) >= 0 && (label as number) < count;
}

function inOrder(names: string[]): string[] {
  const numbers = names.every((name) => name.trim() !== "" && Number.isFinite(Number(name)));
  return numbers ? names.sort((a, b) => Number(a) - Number(b)) : names.sort();
}

/**
 * Labels as class numbers.
 *
 * @throws RangeError where one is of no class, naming it
 */
export function classNumbers(
  described: string,
  labels: readonly (number | string)[],
  { count, names }: Classes,
): Uint8Array {
  const numberOf = new Map(names?.map((name, at) => [name, at]));
  return Uint8Array.from(labels, (label, at) => {
    const number = typeof label === "string" ? numberOf.get(label) : label;
    if (number !== undefined && isClass(number, count)) return number;
    const allowed = typeof label === "string" ? `one of ${inWords(names ?? [])}` : `integers from 0 to ${count - 1}`;
    throw new RangeError(`${described}[${at}] is ${inWords(label)}; give ${allowed}.`);
  });
}
