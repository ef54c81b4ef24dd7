import type { Cell, Column } from "momenta/figures";
import { differenceInterval, type Interval, meanInterval } from "momenta/statistics";
import { type SecondTask, taskOf } from "./result.js";

/** Updates to criterion of one method less those of another, paired by seed: on one of the second tasks, or on the first. */
export function learningDifference(
  result: SecondTask,
  method: string,
  less: string,
  task: number | "first" = 0,
): Interval {
  const updates = (label: string) =>
    task === "first" ? taskOf(result, label).firstTask : taskOf(result, label, task).secondTask;
  return differenceInterval(updates(method), updates(less));
}

/** Headings of columns, one for each of the second tasks. */
export function taskHeadings({ options }: SecondTask, before = ""): Column[] {
  return options.secondTasks.map((digits) => ({ heading: `${before}[${digits.join(", ")}]`, decimals: 1 }));
}

/** Updates to criterion of a method on the first and on each second task, and how many runs were given up. */
export function learning(result: SecondTask, label: string): Cell[] {
  const tasks = result.options.secondTasks.map((_, task) => taskOf(result, label, task));
  return [
    meanInterval(taskOf(result, label).firstTask),
    ...tasks.map(({ secondTask }) => meanInterval(secondTask)),
    tasks.reduce((sum, { givenUp }) => sum + givenUp, 0),
  ];
}
