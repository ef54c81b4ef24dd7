import { formatInterval } from "momenta/figures";
import type { Interval } from "momenta/statistics";
import type { LossLandscape, OptimizerLines } from "./lossLandscape.js";

/** A fall in accuracy of at most so much, along a line, counts as none: Frankle et al., 2020, arXiv 1912.05671. */
export const NOISE = 0.02;

/** The barriers on the ways from the two tasks' solutions to a joint solution, each on the task that both ends solve. */
export interface Barriers {
  readonly optimizer: string;
  /** Of the joint solution that was trained on from task 2, and of the one trained from the initial weights. */
  readonly continued: readonly [task1: Barrier, task2: Barrier];
  readonly fresh: readonly [task1: Barrier, task2: Barrier];
}

/** How far the loss rises and the accuracy falls along a line. */
export interface Barrier {
  readonly loss: Interval;
  readonly accuracy: Interval;
}

/** The barriers of an optimizer. */
export function barriersOf({ optimizer, lines }: OptimizerLines): Barriers {
  const barrier = (segment: keyof typeof lines, task: 0 | 1): Barrier => ({
    loss: lines[segment].barrier[task],
    accuracy: lines[segment].accuracyBarrier[task],
  });
  return {
    optimizer,
    continued: [barrier("task 1 to joint", 0), barrier("task 2 to joint", 1)],
    fresh: [barrier("task 1 to fresh", 0), barrier("task 2 to fresh", 1)],
  };
}

/** Whether both lines to a joint solution have no barrier beyond the noise, interval included. */
export function isConnected(barriers: readonly [Barrier, Barrier]): boolean {
  return barriers.every(({ accuracy }) => accuracy.upper <= NOISE);
}

/** How many optimizers' joint solutions are connected to both tasks' solutions. */
export function connected(result: LossLandscape, kind: "continued" | "fresh"): string[] {
  return result.lines
    .map(barriersOf)
    .filter((barriers) => isConnected(barriers[kind]))
    .map(({ optimizer }) => optimizer);
}

/** The interval of a share as per cent. */
export function percent({ estimate, lower, upper }: Interval): string {
  return `${formatInterval({ estimate: 100 * estimate, lower: 100 * lower, upper: 100 * upper }, 1)} %`;
}
