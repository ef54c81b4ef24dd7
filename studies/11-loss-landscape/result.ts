import type { Interval } from "momenta/statistics";
import type { Boundaries } from "./measure/boundaries.js";
import type { Landscape } from "./measure/landscape.js";
import type { OptimizerLines, Segment } from "./measure/lines.js";
import type { LossLandscapeOptions } from "./options.js";

/** What the study found. */
export interface LossLandscape extends Landscape {
  readonly options: LossLandscapeOptions;
  readonly moons: Boundaries;
}

export function assemble(
  options: LossLandscapeOptions,
  { landscape, moons }: { readonly landscape: Landscape; readonly moons: Boundaries },
): LossLandscape {
  return { options, ...landscape, moons };
}

/** A fall in accuracy of at most so much, along a line, counts as none: Frankle et al., 2020, arXiv 1912.05671. */
export const NOISE = 0.02;

/** How far the loss rises and the accuracy falls along a line. */
export interface Barrier {
  readonly loss: Interval;
  readonly accuracy: Interval;
}

/** The barriers from both tasks' solutions to a joint solution, each on the task that both ends solve. */
export type Barriers = readonly [fromTask1: Barrier, fromTask2: Barrier];

/** Whether the joint solution was trained on from task 2 or from the initial weights. */
export type JointSolution = "continued" | "fresh";

/** The barriers between the tasks' solutions and a joint solution of an optimizer. */
export function barriersTo(joint: JointSolution, { lines }: OptimizerLines): Barriers {
  const barrier = (segment: Segment, task: 0 | 1): Barrier => ({
    loss: lines[segment].barrier[task],
    accuracy: lines[segment].accuracyBarrier[task],
  });
  return joint === "continued"
    ? [barrier("task 1 to joint", 0), barrier("task 2 to joint", 1)]
    : [barrier("task 1 to fresh", 0), barrier("task 2 to fresh", 1)];
}

/** The larger one of the two falls in accuracy. */
export function largestFall([one, other]: Barriers): Interval {
  return other.accuracy.estimate > one.accuracy.estimate ? other.accuracy : one.accuracy;
}

/** Whether both lines to a joint solution have no barrier beyond the noise, interval included. */
export function isConnected(barriers: Barriers): boolean {
  return barriers.every(({ accuracy }) => accuracy.upper <= NOISE);
}
