import { requireList } from "./check.js";
import type { Examples } from "./dataset.js";
import type { Stream, Task } from "./task.js";

/**
 * One task of all examples of all tasks of a stream, each with its output unit; the units of all of them compete.
 *
 * ```ts
 * const stream = splitMnist([[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]);
 * const together = { ...stream, tasks: [joint(stream)] };
 * const fiveThenAll = { ...stream, tasks: [...stream.tasks, joint(stream)] };
 * ```
 *
 * Tasks that see one data set in the same way share it. Where they differ in inputs or in the units of a class, the joint
 * task has a copy of their examples, in which the tasks take turns, so that the first n examples are of all tasks.
 *
 * @throws Error where there is no task, the tasks' inputs are of different size or kind, or tasks of regression have different data sets
 */
export function joint(stream: Stream): Task {
  requireList("joint, tasks of the stream", stream?.tasks, "tasks");
  const { tasks, outputs } = stream;
  if (tasks.length === 0) throw new Error("joint: the stream has no task; give at least one.");
  const distinct = [...new Set(tasks)];
  const competing = ascending(distinct.flatMap((task) => task.competing));
  const name = "joint";
  const shared = sharedUnits(distinct);
  const [{ dataset }] = distinct as [Task];
  if (shared !== null) {
    return {
      name,
      dataset,
      train: Int32Array.from(ascending(distinct.flatMap((task) => [...task.train]))),
      test: Int32Array.from(ascending(distinct.flatMap((task) => [...task.test]))),
      unitOfClass: shared,
      competing,
    };
  }
  const train = inTurns(distinct, "train");
  const test = inTurns(distinct, "test");
  const units = Array.from({ length: outputs }, (_, unit) => unit);
  return {
    name,
    dataset: { name: `${dataset.name}, ${name}`, classes: outputs, train, test },
    train: Int32Array.from({ length: train.count }, (_, index) => index),
    test: Int32Array.from({ length: test.count }, (_, index) => index),
    unitOfClass: units,
    competing,
  };
}

/** The unit of each class where all tasks have one data set and agree on the units, else null. */
function sharedUnits(tasks: readonly Task[]): number[] | null {
  const [first] = tasks as [Task];
  if (tasks.some(({ dataset }) => dataset !== first.dataset)) return null;
  const units = first.unitOfClass.map((_, label) => ascending(tasks.map((task) => task.unitOfClass[label] as number)));
  const used = units.map((ofClass) => ofClass.filter((unit) => unit >= 0));
  return used.some((ofClass) => ofClass.length > 1) ? null : used.map(([unit = -1]) => unit);
}

/** The examples of tasks copied in turns, labelled with their output units. */
function inTurns(tasks: readonly Task[], part: "train" | "test"): Examples {
  const [{ dataset }] = tasks as [Task];
  const { features, inputs } = dataset[part];
  const bytes = inputs instanceof Uint8Array;
  for (const { name, dataset: other } of tasks) {
    if (other[part].targets !== undefined) {
      throw new Error(`joint: task ${name} is one of regression; give tasks of classes, or of one data set.`);
    }
    if (other[part].features === features && other[part].inputs instanceof Uint8Array === bytes) continue;
    throw new Error(
      `joint: the inputs of task ${name} differ in size or kind from those of ${dataset.name}; they cannot be one.`,
    );
  }
  const count = tasks.reduce((sum, task) => sum + task[part].length, 0);
  const to = bytes ? new Uint8Array(count * features) : new Float32Array(count * features);
  const labels = new Uint8Array(count);
  let next = 0;
  for (let turn = 0; next < count; turn++) {
    for (const task of tasks) {
      const index = task[part][turn];
      if (index === undefined) continue;
      const from = task.dataset[part];
      to.set(from.inputs.subarray(index * features, (index + 1) * features), next * features);
      labels[next++] = task.unitOfClass[from.labels[index] as number] as number;
    }
  }
  return { ...dataset[part], count, inputs: to, labels };
}

/** Each number once, the smallest first. */
function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
