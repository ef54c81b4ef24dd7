import type { Stream, Task } from "../datasets/index.js";
import { described, isRegression } from "./checks.js";

/**
 * When and on what a model is evaluated while it is trained.
 *
 * ```ts
 * train({ …, checkpoints: { every: 100, sets: { train: "train", test: "test" }, examples: 1000 } });
 * ```
 */
export interface Checkpoints {
  /** Before the first update of each task, and after every so many; give this or `at`. */
  readonly every?: number;
  /** After these numbers of updates of each task, ascending; 0 is before the first. */
  readonly at?: readonly number[];
  /** What the model is evaluated on, by names of your own. */
  readonly sets: Readonly<Record<string, EvaluationSet>>;
  /** How many examples of each set, the first ones; all where left out. */
  readonly examples?: number;
}

/** The training or the test examples of the task that is being learned; or, of a task that is given, its test examples. */
export type EvaluationSet = "train" | "test" | Task;

/** After how many updates a checkpoint comes: every so many, or a list. */
export type Schedule = number | readonly number[];

/** The schedule of checkpoints. @throws RangeError where `every` or `at` is out of its range, or not one of the two is given */
export function scheduleOf({ every, at }: Checkpoints, maxUpdates: number): Schedule {
  if ((every === undefined) === (at === undefined)) {
    throw new RangeError(
      `checkpoints have ${every === undefined ? "neither" : "both"} every and at; give one of them.`,
    );
  }
  if (every !== undefined) return every;
  const list = at ?? [];
  const odd = list.findIndex(
    (updates, place) => !(Number.isInteger(updates) && updates > (list[place - 1] ?? -1) && updates <= maxUpdates),
  );
  if (list.length > 0 && odd < 0) return list;
  throw new RangeError(
    `checkpoints.at is [${list.join(", ")}]; give ascending whole numbers from 0 to maxUpdates, ${maxUpdates}.`,
  );
}

/**
 * For each set the tasks and the indices of the examples that it consists of: of all tasks, or of the one that is given.
 *
 * @throws RangeError where there is no set, one is none, or its examples do not fit: by kind, by size of inputs, or, from task
 *   to task, by number
 */
export function evaluationSets({ sets, examples }: Checkpoints, { tasks, outputs }: Stream): Map<string, SetPart[]> {
  if (Object.keys(sets).length === 0) throw new RangeError("checkpoints.sets has no set; give at least one.");
  const [first] = tasks as readonly [Task, ...Task[]];
  return new Map(
    Object.entries(sets).map(([name, set]) => {
      const path = `checkpoints.sets.${name}`;
      if (typeof set === "string" ? set !== "train" && set !== "test" : set?.dataset === undefined) {
        throw new RangeError(`${path} is ${JSON.stringify(set)}; give "train", "test" or a task.`);
      }
      const parts = (typeof set === "string" ? tasks : [set]).map((task): SetPart => {
        const part = set === "train" ? "train" : "test";
        return { task, part, indices: task[part].subarray(0, examples) };
      });
      for (const { task, part, indices } of parts) {
        const { features, targets, count } = task.dataset[part];
        if (isRegression(task) !== isRegression(first) || features !== first.dataset.train.features) {
          throw new RangeError(`${path}: ${described(task)} has other inputs, or other targets, than what is learned.`);
        }
        const width = targets === undefined ? Math.max(...task.competing) + 1 : targets.length / Math.max(1, count);
        if (width > outputs) throw new RangeError(`${path}: ${described(task)} has more than the ${outputs} outputs.`);
        const wanted = examples ?? parts[0]?.indices.length ?? 0;
        if (indices.length === wanted && wanted > 0) continue;
        throw new RangeError(
          `${path} is of ${wanted} examples, and ${described(task)} has ${task[part].length} ${part} examples; ` +
            "give the number that all have as checkpoints.examples.",
        );
      }
      return [name, parts];
    }),
  );
}

/** Examples of a task that are in an evaluation set. */
export interface SetPart {
  readonly task: Task;
  readonly part: "train" | "test";
  readonly indices: Int32Array;
}
