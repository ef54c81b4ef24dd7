import { requireDataset, requireList } from "./check.js";
import type { Dataset, Examples } from "./dataset.js";

/** Examples to tell apart: indices into a data set, and what the output units of a model have to do with its classes. */
export interface Task {
  /** What tables and figures call it: `[1, 2]`, `permutation 3`, `rotation 30°`. */
  readonly name: string;
  /** A transformed one where the task is permuted or rotated. */
  readonly dataset: Dataset;
  /** Indices into the training examples of `dataset`. */
  readonly train: Int32Array;
  /** Indices into the test examples of `dataset`. */
  readonly test: Int32Array;
  /** The output unit that stands for each class of `dataset`, −1 for the classes that are not in the task. */
  readonly unitOfClass: readonly number[];
  /** The output units that compete, in the loss and in accuracy; the other ones do not exist for this task. */
  readonly competing: readonly number[];
}

/** Tasks in the order in which they are learned. One that comes again is the same object. */
export interface Stream {
  readonly tasks: readonly Task[];
  /** The number of output units that a model for these tasks has. */
  readonly outputs: number;
}

/**
 * The task of telling apart `classes`, with one output unit for each class of the data set, all of them competing.
 *
 * ```ts
 * const { train, test } = task([1, 2], mnist());
 * ```
 *
 * @throws Error where `classes` is empty, names a class twice, or one that the data set does not have, or has no examples of
 */
export function task(classes: readonly number[], dataset: Dataset): Task {
  requireClasses(classes, dataset);
  const units = unitsOf(dataset);
  return {
    name: `[${classes.join(", ")}]`,
    dataset,
    train: indicesOf(classes, dataset.train),
    test: indicesOf(classes, dataset.test),
    unitOfClass: units.map((unit) => (classes.includes(unit) ? unit : -1)),
    competing: units,
  };
}

/** The task of telling apart all classes of a data set, each with the unit of its own number, or of giving all its targets. */
export function wholeTask(name: string, dataset: Dataset): Task {
  return {
    name,
    dataset,
    train: Int32Array.from({ length: dataset.train.count }, (_, index) => index),
    test: Int32Array.from({ length: dataset.test.count }, (_, index) => index),
    unitOfClass: unitsOf(dataset),
    competing: Array.from({ length: outputsOf(dataset) }, (_, unit) => unit),
  };
}

const wholes = new WeakMap<Dataset, Stream>();

/** A whole data set as a stream of one task, for one data set always the same. */
export function wholeStream(dataset: Dataset): Stream {
  const stream = wholes.get(dataset) ?? { tasks: [wholeTask(dataset.name, dataset)], outputs: outputsOf(dataset) };
  wholes.set(dataset, stream);
  return stream;
}

/** The number of output units for a whole data set: its classes, or the targets of an example. */
export function outputsOf({ classes, train: { targets, count } }: Dataset): number {
  return targets === undefined ? classes : targets.length / count;
}

/** 0, 1, … for the classes of a data set. */
function unitsOf({ classes }: Dataset): number[] {
  return Array.from({ length: classes }, (_, unit) => unit);
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

/** @throws Error where there is no class, one is named twice, the data set has it not, or has no examples of it */
export function requireClasses(classes: readonly number[], dataset: Dataset): void {
  requireDataset("task", dataset);
  requireClassList(classes, dataset);
  const [trained, tested] = [dataset.train, dataset.test].map(({ labels }) => new Set(labels)) as [
    Set<number>,
    Set<number>,
  ];
  const untrained = classes.find((label) => !trained.has(label));
  if (untrained !== undefined) {
    throw new Error(
      `${inWords(classes, dataset)}: class ${untrained} has no training examples; leave it out, or take more examples.`,
    );
  }
  // A data set may have no test examples at all.
  if (dataset.test.count === 0 || classes.some((label) => tested.has(label))) return;
  throw new Error(`${inWords(classes, dataset)}: there are test examples, but none of its classes; take more of them.`);
}

/** @throws Error where there is no class, one is named twice, or the data set does not have it */
export function requireClassList(classes: readonly number[], dataset: Dataset): void {
  requireList(`task of ${dataset.name}, classes`, classes, "integers");
  const described = inWords(classes, dataset);
  if (dataset.classes === 0) throw new Error(`${described}: it is one of regression; give a data set of classes.`);
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

function inWords(classes: readonly number[], { name }: Dataset): string {
  return `task [${classes.join(", ")}] of ${name}`;
}
