import type { Run } from "momenta/training";

/** Whether a task of the run was given up, or its numbers did not stay finite. */
export function isGivenUp({ reached, notFinite }: Pick<Run, "reached" | "notFinite">): boolean {
  return notFinite !== null || reached.includes(false);
}

/** How many of the runs were. */
export function countGivenUp(runs: readonly Pick<Run, "reached" | "notFinite">[]): number {
  return runs.filter(isGivenUp).length;
}
