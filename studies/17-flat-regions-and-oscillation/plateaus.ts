import { tf, tidy } from "momenta/engine";
import { sigmoidFitting, trajectories } from "momenta/landscapes";
import { type Optimizer, sgd } from "momenta/optimizers";
import { round } from "../core/index.js";

/** The ways to fit the sigmoid: learning rates below and above what the minimum bears, and momentum. */
export const fittings = {
  small: { name: "SGD, small learning rate", learningRate: 0.5, momentum: undefined },
  big: { name: "SGD, big learning rate", learningRate: 40, momentum: undefined },
  momentum: { name: "SGD + momentum", learningRate: 0.5, momentum: 0.9 },
} as const;
/** Which way to fit the sigmoid. */
export type Fitting = keyof typeof fittings;

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
  return Array.from({ length: count }, (_, at) => round(-6 + (12 * at) / (count - 1)));
}

function optimizerOf({ learningRate, momentum }: (typeof fittings)[Fitting]): Optimizer {
  return momentum === undefined ? sgd({ learningRate }) : sgd({ learningRate, momentum });
}

/** Fits the sigmoid from the starts of a grid. */
export function fit(way: Fitting, resolution: number, updates: number): Fit {
  const along = startsAlong(resolution);
  const starts = [...shownStarts, ...along.flatMap((b) => along.map((w) => [w, b] as const))];
  const { positions, values } = tidy(() => {
    const paths = trajectories({
      landscape: sigmoidFitting(),
      optimizer: optimizerOf(fittings[way]),
      starts,
      updates,
    });
    const shown = tf.slice(paths.positions, [0, 0, 0], [-1, shownStarts.length, -1]);
    return { positions: shown.arraySync() as number[][][], values: paths.values.arraySync() as number[][] };
  });
  const settled = starts.map((_, replica) => {
    const above = values.map((row) => !((row[replica] as number) < FITTED));
    return above.lastIndexOf(true) + 1;
  });
  const grid = settled.slice(shownStarts.length);
  return {
    paths: shownStarts.map((_, start) =>
      thinned(positions.map((points) => (points[start] as number[]).map((value) => round(value, 3)))),
    ),
    updates: along.map((_, row) => grid.slice(row * resolution, (row + 1) * resolution)),
  };
}

function thinned(path: readonly (readonly number[])[]): (readonly number[])[] {
  const kept: (readonly number[])[] = [];
  for (const point of path) {
    const [x, y] = kept.at(-1) ?? [Number.POSITIVE_INFINITY, 0];
    if (Math.hypot((point[0] as number) - (x as number), (point[1] as number) - (y as number)) > 0.04) kept.push(point);
  }
  return kept;
}

/** The share of starts from which the sigmoid is fitted, over the learning rate. */
export interface FitRates {
  readonly learningRates: readonly number[];
  /** Without momentum, and with β = .9. */
  readonly shares: readonly [sgd: readonly number[], momentum: readonly number[]];
  /** The largest eigenvalue of the Hessian at the minimum, λ. */
  readonly curvature: number;
}

/** Fits the sigmoid from a coarse grid of starts with many learning rates. */
export function fitRates(updates: number): FitRates {
  const learningRates = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
  const along = startsAlong(5);
  const starts = along.flatMap((b) => along.map((w) => [w, b] as const));
  const landscape = sigmoidFitting();
  const ofEach = (values: readonly number[]) => values.flatMap((value) => starts.map(() => value));
  const sharesWith = (momentum: number) => {
    const values = tidy(() => {
      const optimizer = sgd({ learningRate: tf.tensor1d(ofEach(learningRates)), momentum });
      const paths = trajectories({ landscape, optimizer, starts: learningRates.flatMap(() => starts), updates });
      return tf.slice(paths.values, [updates, 0], [1, -1]).dataSync();
    });
    return learningRates.map((_, at) => {
      const own = values.slice(at * starts.length, (at + 1) * starts.length);
      return round(own.filter((value) => value < FITTED).length / starts.length);
    });
  };
  const [minimum] = landscape.minima;
  const [[a = 0, b = 0] = [], [, d = 0] = []] = tidy(
    () => landscape.hessian(tf.tensor2d([[...(minimum?.point ?? [])]])).arraySync() as number[][][],
  )[0] as number[][];
  return {
    learningRates,
    shares: [sharesWith(0), sharesWith(0.9)],
    curvature: round((a + d) / 2 + Math.hypot((a - d) / 2, b)),
  };
}

/** Leaving a plateau: one point to be fitted, by the bias alone, from further and further down the sigmoid. */
export interface Plateau {
  /** s: the bias starts at −s, where the gradient is 1.8 e⁻ˢ. */
  readonly distances: readonly number[];
  /** Updates until the sigmoid has half of its value. */
  readonly sgd: readonly number[];
  readonly momentum: readonly number[];
  /** From how far the bias did not move at all, in as many updates: float32 rounds the steps away. */
  readonly stuck: readonly { readonly distance: number; readonly sgd: boolean; readonly momentum: boolean }[];
}

/** The value that is fitted, and the learning rate. */
export const TARGET = 0.9;
/** The learning rate on the plateau; with momentum β = .9. */
export const PLATEAU_RATE = 1;

/** Runs from the plateau of one point at x = 0. */
export function leavePlateau(updates: number): Plateau {
  const landscape = sigmoidFitting([[0, TARGET]]);
  const biases = (distances: readonly number[], momentum: number, steps: number) => {
    const positions = tidy(() =>
      trajectories({
        landscape,
        optimizer: sgd({ learningRate: PLATEAU_RATE, momentum }),
        starts: distances.map((distance) => [0, -distance]),
        updates: steps,
      }).positions.arraySync(),
    );
    return distances.map((_, replica) => positions.map((points) => points[replica]?.[1] as number));
  };
  const half = Math.log(TARGET / 2 / (1 - TARGET / 2));
  const reached = (paths: readonly (readonly number[])[]) =>
    paths.map((path) => path.findIndex((bias) => bias >= half));
  const reach = Math.floor(Math.log(1.5 * updates));
  const distances = Array.from({ length: 2 * reach - 1 }, (_, at) => 1 + at / 2);
  const far = [10, 12, 14, 16, 18, 20];
  const [plain, rolling] = [biases(far, 0, 200), biases(far, 0.9, 200)];
  const still = (path: readonly number[] | undefined) => path?.at(-1) === path?.[0];
  return {
    distances,
    sgd: reached(biases(distances, 0, updates)),
    momentum: reached(biases(distances, 0.9, updates)),
    stuck: far.map((distance, at) => ({ distance, sgd: still(plain[at]), momentum: still(rolling[at]) })),
  };
}

/**
 * Updates until the sigmoid has half of its value by the gradient flow, with steps so small that they do not matter:
 * (1 − β) / α ∫ db / (2 (y − σ) σ (1 − σ)) = (1 − β) / α ∫ dσ / (2 (y − σ) σ² (1 − σ)²).
 */
export function flowUpdates(distance: number, beta: number): number {
  const sigma = (bias: number) => 1 / (1 + Math.exp(-bias));
  const half = Math.log(TARGET / 2 / (1 - TARGET / 2));
  const speed = (bias: number) => 2 * (TARGET - sigma(bias)) * sigma(bias) * (1 - sigma(bias));
  const parts = 400;
  const width = (half + distance) / parts;
  const midpoints = Array.from({ length: parts }, (_, at) => -distance + (at + 0.5) * width);
  return ((1 - beta) / PLATEAU_RATE) * midpoints.reduce((sum, bias) => sum + width / speed(bias), 0);
}
