import type { Task } from "../datasets/index.js";
import { Cache } from "./cache.js";
import { disposeLaneData, type LaneData } from "./laneData.js";
import type { LanePrograms } from "./lanes.js";

/** Compiled programs by all that they are compiled for. */
export const programs = new Cache<LanePrograms>(32, (value) => {
  for (const program of Object.values(value)) program.dispose();
});

/** Data on the device: of the last two sets of tasks, some 200 MB each for all of MNIST. */
export const data = new Cache<LaneData>(2, disposeLaneData);

const numbers = new WeakMap<Task, number>();
let tasks = 0;

/** A number for a task, the same as long as it is the same object. */
export function numberOf(task: Task): number {
  const number = numbers.get(task) ?? tasks++;
  numbers.set(task, number);
  return number;
}

/** Frees the compiled programs and the data that training keeps on the device for the next experiment of the same shape. */
export function releaseTraining(): void {
  programs.clear();
  data.clear();
}
