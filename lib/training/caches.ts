import type { Task } from "../datasets/index.js";
import { Cache } from "./cache.js";
import { disposeTasks, type PlacedTasks } from "./laneData.js";
import type { Plan } from "./plan.js";
import type { LanePrograms } from "./programs.js";

/** Compiled programs, by everything that they are compiled for. */
export const programCache = new Cache<LanePrograms>(32, (programs) => {
  for (const program of Object.values(programs)) program.dispose();
});

/** Data on the device: the last two sets of tasks, some 200 MB each for all of MNIST. */
export const dataCache = new Cache<PlacedTasks>(2, disposeTasks);

const numbers = new WeakMap<Task, number>();
let tasks = 0;

/** What tells data on the device apart. */
export function dataKey({ tasks, outputs, heldOutExamples, checkpoints }: Plan): string {
  const sets = Object.entries(checkpoints?.sets ?? {}).map(([name, set]) => [
    name,
    typeof set === "string" ? set : taskNumber(set),
  ]);
  return JSON.stringify([tasks.map(taskNumber), outputs, heldOutExamples, sets, checkpoints?.examples]);
}

/** A number for a task, the same as long as it is the same object. */
function taskNumber(task: Task): number {
  const number = numbers.get(task) ?? tasks++;
  numbers.set(task, number);
  return number;
}

/** Frees the compiled programs and the data that training keeps on the device for the next experiment of the same shape. */
export function releaseTraining(): void {
  programCache.clear();
  dataCache.clear();
}
