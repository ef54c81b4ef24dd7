import type { SecondTaskOptions } from "./options.js";
import type { Course, Shape } from "./shape.js";

/**
 * What came of a method on one second task. Quantities go by name and layer: `updateNorm.layer1`, `gradientNorm.layer2`,
 * `firstMoment.output` (norms), `secondMomentMean.output` (mean sizes), and `loss`.
 */
export interface FollowedTask {
  readonly digits: readonly number[];
  /** Updates to criterion on the first and on the second task, an entry a seed. */
  readonly firstTask: readonly number[];
  readonly secondTask: readonly number[];
  /** Runs in which a task was given up, or that did not stay finite. */
  readonly givenUp: number;
  readonly shapes: Readonly<Record<string, Shape>>;
  /** For the first of the second tasks alone, and without the gradients. */
  readonly courses: Readonly<Record<string, Course>>;
}

/** What came of a method. */
export interface Followed {
  readonly label: string;
  readonly optimizer: string;
  readonly learningRate: number;
  /** One entry for each of `secondTasks`. */
  readonly tasks: readonly FollowedTask[];
}

/** What a study of the second task found. */
export interface SecondTask {
  readonly options: SecondTaskOptions;
  readonly methods: readonly Followed[];
}

/** What came of a method. @throws Error where the result has no method of that label */
export function methodIn({ methods }: SecondTask, label: string): Followed {
  const found = methods.find((method) => method.label === label);
  if (found === undefined) throw new Error(`there is no method “${label}” in the result.`);
  return found;
}

/** What came of a method on the second task, or on another in its place. */
export function taskOf(result: SecondTask, label: string, task = 0): FollowedTask {
  return methodIn(result, label).tasks[task] as FollowedTask;
}

/** The shape of a quantity's course in each run. @throws Error where it was not recorded */
export function shapeOf(result: SecondTask, label: string, quantity: string, task = 0): Shape {
  return recorded(taskOf(result, label, task).shapes[quantity], label, quantity);
}

/** The course of a quantity on the second task. @throws Error where it was not recorded */
export function courseOf(result: SecondTask, label: string, quantity: string): Course {
  return recorded(taskOf(result, label).courses[quantity], label, quantity);
}

function recorded<Value>(value: Value | undefined, label: string, quantity: string): Value {
  if (value === undefined) throw new Error(`“${quantity}” of ${label} was not recorded.`);
  return value;
}

/** “[3, 4] after [1, 2]”. */
export function tasksInWords({ options }: SecondTask): string {
  return `[${(options.secondTasks[0] ?? []).join(", ")}] after [${options.firstTask.join(", ")}]`;
}
