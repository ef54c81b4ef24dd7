import type { Dataset, Examples } from "./dataset.js";

/** The examples of some classes, as indices into a data set, ascending. */
export interface Task {
  readonly classes: readonly number[];
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Tasks of one data set in the order in which they are learned. */
export interface Stream {
  readonly dataset: Dataset;
  readonly tasks: readonly Task[];
}

/**
 * The task of telling apart `classes`, with the labels that they have in the data set.
 *
 * ```ts
 * const { train, test } = task([1, 2], mnist());
 * ```
 *
 * @throws Error where `classes` is empty, names a class twice, or one that the data set does not have
 */
export function task(classes: readonly number[], dataset: Dataset): Task {
  requireClasses(classes, dataset);
  return { classes, train: indicesOf(classes, dataset.train), test: indicesOf(classes, dataset.test) };
}

function indicesOf(classes: readonly number[], { labels, count }: Examples): Int32Array {
  const wanted = new Set(classes);
  const indices = new Int32Array(count);
  let found = 0;
  for (let index = 0; index < count; index++) {
    if (wanted.has(labels[index] as number)) indices[found++] = index;
  }
  return indices.slice(0, found);
}

function requireClasses(classes: readonly number[], dataset: Dataset): void {
  const described = `task [${classes.join(", ")}] of ${dataset.name}`;
  if (classes.length === 0) throw new Error(`${described}: it has no classes; give at least one.`);
  classes.forEach((label, position) => {
    if (!Number.isInteger(label) || label < 0 || label >= dataset.classes) {
      throw new Error(`${described}: ${label} is no class; give integers from 0 to ${dataset.classes - 1}.`);
    }
    if (classes.indexOf(label) !== position) {
      throw new Error(`${described}: class ${label} is there twice; name each class once.`);
    }
  });
}
