import { type Interval, meanInterval } from "momenta/statistics";
import { breathe, evenly, last, round } from "../../core/index.js";
import { distanceBetween } from "./planes.js";
import type { Solutions } from "./solutions.js";
import type { Heights, Share, Surface } from "./surface.js";

/** From which solution to which. */
const segments = {
  "task 1 to task 2": ["task1", "task2"],
  "task 1 to joint": ["task1", "joint"],
  "task 2 to joint": ["task2", "joint"],
  "task 1 to fresh": ["task1", "fresh"],
  "task 2 to fresh": ["task2", "fresh"],
} as const satisfies Record<string, readonly [keyof Solutions, keyof Solutions]>;
/** The name of a line in the space of parameters; “fresh” is the joint solution that was trained from the initial weights. */
export type Segment = keyof typeof segments;

/** Means over seeds with their intervals, point by point along a line. */
export interface Profile {
  readonly mean: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** One line, of one optimizer: loss in nats and accuracy on each of the two tasks. */
export interface LandscapeLine {
  readonly loss: readonly [Profile, Profile];
  readonly accuracy: readonly [Profile, Profile];
  /** How far the loss of each task rises above the straight line between its ends, at most. */
  readonly barrier: readonly [Interval, Interval];
  /** How far the accuracy falls below the straight line between its ends, at most. */
  readonly accuracyBarrier: readonly [Interval, Interval];
  /** ‖θ_end − θ_start‖. */
  readonly distance: Interval;
}

/** The lines of an optimizer. */
export interface OptimizerLines {
  readonly optimizer: string;
  readonly lines: Readonly<Record<Segment, LandscapeLine>>;
}

/** One line of one seed. */
interface SeedLine {
  readonly heights: Heights;
  readonly distance: number;
}

/** The lines between the solutions of an optimizer, as means over its seeds. */
export async function solutionLines(
  heights: Surface["heights"],
  solutions: readonly Solutions[],
  resolution: number,
): Promise<Readonly<Record<Segment, LandscapeLine>>> {
  const shares = evenly(0, 1, resolution).map((t): Share => [1 - t, t, 0]);
  const lines: [string, LandscapeLine][] = [];
  for (const [segment, [from, to]] of Object.entries(segments)) {
    const seeds = solutions.map(({ [from]: start, [to]: end }) => ({
      heights: heights([start, end, end], shares),
      distance: distanceBetween(start, end),
    }));
    lines.push([segment, averageLine(seeds)]);
    await breathe();
  }
  return Object.fromEntries(lines) as Record<Segment, LandscapeLine>;
}

function averageLine(seeds: readonly SeedLine[]): LandscapeLine {
  const curves = (kind: keyof Heights, task: 0 | 1) => seeds.map(({ heights }) => heights[kind][task]);
  const fall = (task: 0 | 1) =>
    meanInterval(curves("accuracy", task).map((values) => barrierOf(values.map((value) => -value))));
  return {
    loss: [profile(curves("loss", 0)), profile(curves("loss", 1))],
    accuracy: [profile(curves("accuracy", 0)), profile(curves("accuracy", 1))],
    barrier: [meanInterval(curves("loss", 0).map(barrierOf)), meanInterval(curves("loss", 1).map(barrierOf))],
    accuracyBarrier: [fall(0), fall(1)],
    distance: meanInterval(seeds.map(({ distance }) => distance)),
  };
}

/**
 * How far a curve over evenly spaced points t ∈ [0, 1] rises above the straight line between its ends: max L(t) − (1 − t) · L(0) −
 * t · L(1), at least 0.
 *
 * Source: Entezari, Sedghi, Saukh, Neyshabur, "The role of permutation invariance in linear mode connectivity of neural
 * networks", ICLR 2022.
 */
export function barrierOf(values: readonly number[]): number {
  const [first, end] = [values[0] as number, last(values)];
  const share = 1 / (values.length - 1);
  return Math.max(0, ...values.map((value, at) => value - (1 - at * share) * first - at * share * end));
}

function profile(curves: readonly (readonly number[])[]): Profile {
  const intervals = (curves[0] ?? []).map((_, at) => meanInterval(curves.map((curve) => curve[at] as number)));
  return {
    mean: intervals.map(({ estimate }) => round(estimate)),
    lower: intervals.map(({ lower }) => round(lower)),
    upper: intervals.map(({ upper }) => round(upper)),
  };
}
