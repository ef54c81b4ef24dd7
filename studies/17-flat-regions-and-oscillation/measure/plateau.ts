import { tidy } from "momenta/engine";
import { sigmoidFitting, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import type { FlatRegionsOptions } from "../options.js";

/** Leaving a plateau: one point to be fitted, by the bias alone, from further and further down the sigmoid. */
export interface Plateau {
  /** s: the bias starts at −s, where the gradient is 1.8 e⁻ˢ. */
  readonly distances: readonly number[];
  /** Updates until the sigmoid has half of its value. */
  readonly sgd: readonly number[];
  readonly momentum: readonly number[];
  /** For far starts, whether the bias did not move at all in 200 updates: float32 rounds the steps away. */
  readonly stuck: readonly { readonly distance: number; readonly sgd: boolean; readonly momentum: boolean }[];
}

/** The value that is fitted. */
export const TARGET = 0.9;
/** The learning rate on the plateau; with momentum β = .9. */
export const PLATEAU_RATE = 1;
/** The bias at which the sigmoid has half of the value. */
const HALF = Math.log(TARGET / 2 / (1 - TARGET / 2));

/** Runs from the plateau of one point at x = 0. */
export function plateau({ updates }: FlatRegionsOptions): Plateau {
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
  const farthest = Math.floor(Math.log(1.5 * updates));
  const distances = Array.from({ length: 2 * farthest - 1 }, (_, at) => 1 + at / 2);
  const updatesToHalf = (momentum: number) =>
    biases(distances, momentum, updates).map((path) => path.findIndex((bias) => bias >= HALF));
  const far = [10, 12, 14, 16, 18, 20];
  const isStill = (momentum: number) => biases(far, momentum, 200).map((path) => path.at(-1) === path[0]);
  const [stillSgd, stillMomentum] = [isStill(0), isStill(0.9)];
  return {
    distances,
    sgd: updatesToHalf(0),
    momentum: updatesToHalf(0.9),
    stuck: far.map((distance, at) => ({
      distance,
      sgd: stillSgd[at] as boolean,
      momentum: stillMomentum[at] as boolean,
    })),
  };
}

/**
 * Updates until the sigmoid has half of its value by the gradient flow, with steps so small that they do not matter:
 * (1 − β) / α ∫ db / (2 (y − σ) σ (1 − σ)) = (1 − β) / α ∫ dσ / (2 (y − σ) σ² (1 − σ)²).
 */
export function flowUpdates(distance: number, beta: number): number {
  const sigma = (bias: number) => 1 / (1 + Math.exp(-bias));
  const speed = (bias: number) => 2 * (TARGET - sigma(bias)) * sigma(bias) * (1 - sigma(bias));
  const parts = 400;
  const width = (HALF + distance) / parts;
  const midpoints = Array.from({ length: parts }, (_, at) => -distance + (at + 0.5) * width);
  return ((1 - beta) / PLATEAU_RATE) * midpoints.reduce((sum, bias) => sum + width / speed(bias), 0);
}
