import { requireArray, requireValues } from "./check.js";

/** @throws Error where the accuracies are not T × T finite numbers with T ≥ `least` */
export function requireMatrix(statistic: string, accuracies: readonly (readonly number[])[], least: number): void {
  requireArray(statistic, accuracies);
  const tasks = accuracies.length;
  if (tasks < least) throw new Error(`${statistic}: accuracies after ${tasks} tasks given; give at least ${least}.`);
  for (const [at, row] of accuracies.entries()) {
    requireArray(`${statistic}, row ${at}`, row);
    if (row.length !== tasks) {
      throw new Error(`${statistic}: row ${at} has ${row.length} accuracies; give one on each of the ${tasks} tasks.`);
    }
    requireValues(`${statistic}, row ${at}`, row, tasks);
  }
}

/** The accuracy on task `on` after training on task `after`, both from 0. */
export function entry(accuracies: readonly (readonly number[])[], after: number, on: number): number {
  return accuracies[after]?.[on] as number;
}
