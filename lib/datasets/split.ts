import { inWords, requireKnown } from "../arguments/index.js";
import { requireDataset, requireList } from "./check.js";
import type { Dataset } from "./dataset.js";
import { requireClassList, type Stream, type Task, task } from "./task.js";

/**
 * What the output units stand for.
 *
 * - "class-incremental": one unit for each class of the data set, all of them compete in every task.
 * - "domain-incremental": the same few units for every task, the first for the first class of its list, and so on.
 * - "task-incremental": one unit for each class of the data set, those of the task's own classes compete.
 *
 * Source: van de Ven and Tolias, "Three scenarios for continual learning", 2019, arXiv 1904.07734.
 */
export type Head = "class-incremental" | "domain-incremental" | "task-incremental";

export interface SplitOptions {
  readonly head?: Head;
}

const units: Record<Head, (plain: Task, classes: readonly number[], outputs: number) => Partial<Task>> = {
  "class-incremental": () => ({}),
  "domain-incremental": ({ unitOfClass }, classes, outputs) => ({
    unitOfClass: unitOfClass.map((_, label) => classes.indexOf(label)),
    competing: Array.from({ length: outputs }, (_, unit) => unit),
  }),
  "task-incremental": (_, classes) => ({ competing: [...classes].sort((a, b) => a - b) }),
};

/**
 * A data set split by its classes: a stream of tasks, each the examples of one list of classes. A list that comes again is
 * the same task.
 *
 * ```ts
 * const stream = split(mnist(), [[0, 1], [2, 3], [4, 5]], { head: "domain-incremental" });
 * ```
 *
 * @throws Error where there is no task, one that `task` refuses, or a head that is not known
 */
export function split(
  dataset: Dataset,
  classLists: readonly (readonly number[])[],
  options: SplitOptions = {},
): Stream {
  requireDataset("split", dataset);
  requireKnown(`split ${dataset.name}`, options, ["head"]);
  requireList(`split ${dataset.name}, tasks`, classLists, "lists of classes");
  for (const classes of classLists) {
    if (Array.isArray(classes)) continue;
    throw new TypeError(
      `split ${dataset.name}: a task is ${inWords(classes)}; give a list of classes for each task, as [[1, 2], [3, 4]].`,
    );
  }
  const { head = "class-incremental" } = options;
  if (classLists.length === 0) {
    throw new Error(`split ${dataset.name}: there is no task; give at least one list of classes.`);
  }
  if (!Object.hasOwn(units, head)) {
    throw new Error(
      `split ${dataset.name}: no head is called "${head}"; give one of ${Object.keys(units).join(", ")}.`,
    );
  }
  for (const classes of classLists) requireClassList(classes, dataset);
  const outputs =
    head === "domain-incremental" ? Math.max(...classLists.map((classes) => classes.length)) : dataset.classes;
  const known = new Map<string, Task>();
  const taskOf = (classes: readonly number[]): Task => {
    const plain = task(classes, dataset);
    return { ...plain, ...units[head](plain, classes, outputs) };
  };
  const tasks = classLists.map((classes) => {
    const key = classes.join();
    const first = known.get(key) ?? taskOf(classes);
    known.set(key, first);
    return first;
  });
  return { tasks, outputs };
}
