import { tf, tidy } from "momenta/engine";
import { sigmoidFitting, trajectories } from "momenta/landscapes";
import { type Optimizer, sgd } from "momenta/optimizers";
import { type Context, evenly, round } from "../../core/index.js";
import type { FlatRegionsOptions } from "../options.js";

/** The ways to fit the sigmoid: learning rates below and above what the minimum bears, and momentum. */
export const fittings = {
  small: { name: "SGD, small learning rate", learningRate: 0.5 },
  big: { name: "SGD, big learning rate", learningRate: 40 },
  momentum: { name: "SGD + momentum", learningRate: 0.5, momentum: 0.9 },
} as const;
/** One of the ways to fit the sigmoid. */
export type Fitting = keyof typeof fittings;
/** All of them. */
export const ways = Object.keys(fittings) as Fitting[];

/** Below this loss the sigmoid counts as fitted; on a plateau it is .4. */
export const FITTED = 1e-3;

/** Where paths of the figure begin, w and b. */
const shownStarts = [
  [-2, -2],
  [4, 1],
] as const;

/** One way to fit the sigmoid, from a grid of starts. */
export interface Fit {
  /** Paths from two starts, `[start][k]`, without the points that lie too near to the one before to be told apart. */
  readonly paths: readonly (readonly (readonly number[])[])[];
  /** Updates after which the loss stays below the tolerance, `[b][w]`; one more than were made where it does not. */
  readonly updates: readonly (readonly number[])[];
}

/** Starts along an axis of the grid. */
export function startsAlong(count: number): number[] {
  return evenly(-6, 6, count).map((start) => round(start));
}

/** All starts of the grid, w and b. */
export function startsOnGrid(count: number): (readonly [w: number, b: number])[] {
  const along = startsAlong(count);
  return along.flatMap((b) => along.map((w) => [w, b] as const));
}

/** Fits the sigmoid in all ways. */
export async function sigmoid(options: FlatRegionsOptions, { map }: Context): Promise<Record<Fitting, Fit>> {
  const fits = await map(ways, "ways", (way) => fit(way, options));
  return Object.fromEntries(ways.map((way, at) => [way, fits[at]])) as Record<Fitting, Fit>;
}

function fit(way: Fitting, { resolution, fitted }: FlatRegionsOptions): Fit {
  const starts = [...shownStarts, ...startsOnGrid(resolution)];
  const { positions, values } = tidy(() => {
    const paths = trajectories({
      landscape: sigmoidFitting(),
      optimizer: optimizerOf(fittings[way]),
      starts,
      updates: fitted,
    });
    const shown = tf.slice(paths.positions, [0, 0, 0], [-1, shownStarts.length, -1]);
    return { positions: shown.arraySync() as number[][][], values: paths.values.arraySync() as number[][] };
  });
  const settled = starts.map((_, replica) => {
    const isAbove = values.map((row) => !((row[replica] as number) < FITTED));
    return isAbove.lastIndexOf(true) + 1;
  });
  const grid = settled.slice(shownStarts.length);
  return {
    paths: shownStarts.map((_, start) =>
      dropNearPoints(positions.map((points) => (points[start] as number[]).map((value) => round(value, 3)))),
    ),
    updates: Array.from({ length: resolution }, (_, row) => grid.slice(row * resolution, (row + 1) * resolution)),
  };
}

/** A path without the points that lie within .04 of the last one before. */
function dropNearPoints(path: readonly (readonly number[])[]): (readonly number[])[] {
  const apart: (readonly number[])[] = [];
  for (const point of path) {
    const [x, y] = apart.at(-1) ?? [Number.POSITIVE_INFINITY, 0];
    if (Math.hypot((point[0] as number) - (x as number), (point[1] as number) - (y as number)) > 0.04)
      apart.push(point);
  }
  return apart;
}

function optimizerOf({ name: _, ...options }: (typeof fittings)[Fitting]): Optimizer {
  return sgd(options);
}
