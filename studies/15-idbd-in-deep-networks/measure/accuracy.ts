import { mean } from "momenta/statistics";
import type { Course } from "./learnStream.js";

/** So many seeds, one after the other. */
export const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

/** Ten classes are guessed at a tenth; below twice that nothing has been learned. */
const GUESSING = 0.2;

/** The online accuracy of each task of a network. */
export const byTask = ({ accuracy }: Course) => accuracy.map((bins) => mean(bins));

/** Whether nothing is left of a network at the end of its stream. */
export function isLost(course: Course): boolean {
  return !course.finite || (byTask(course).at(-1) as number) < GUESSING;
}

/** The last quarter of a list of tasks. */
export function lastQuarter<Value>(tasks: readonly Value[]): readonly Value[] {
  return tasks.slice((3 * tasks.length) / 4);
}
