import { tf, tidy } from "momenta/engine";
import { basin, type Quadric, quadric, ravine } from "momenta/landscapes";
import { emaMomentum, type Optimizer, sgd } from "momenta/optimizers";
import { round } from "../core/index.js";
import { crossings, type Path, pathOf, pathsOf, updatesToNear } from "./path.js";

/** The learning rates of the picture: below the first overshoot at 1/10, the ravine's best 2/(2 + 10), just below the border 1/5. */
export const bowlRates = [0.05, 1 / 6, 0.19] as const;

/** Gradient descent on a bowl at one learning rate. */
export interface BowlDescent {
  readonly learningRate: number;
  readonly points: readonly (readonly number[])[];
  /** Updates to a thousandth of the first distance. */
  readonly updates: number | null;
  /** How often the first 30 updates cross the floor of the ravine, y = 0. */
  readonly crossings: number;
  /** The largest angle between a step and the way to the minimum, in degrees. */
  readonly astray: number;
}

export interface Bowl {
  readonly name: string;
  readonly descents: readonly BowlDescent[];
}

const starts = [
  [2, 1],
  [2, -1],
  [-2, 1],
] as const;

/** The basin x² + y² and the ravine x² + 5y², each learning rate from a start of its own; the starts are mirror images. */
export function bowls(): Bowl[] {
  return [basin, ravine].map((landscape) => ({
    name: landscape.name,
    descents: tidy(() =>
      pathsOf(landscape, sgd({ learningRate: tf.tensor1d([...bowlRates]) }), starts, 400).map((path, at) => ({
        learningRate: bowlRates[at] as number,
        points: path.points.slice(0, 41).map((point) => point.map((value) => round(value))),
        updates: updatesToNear(path, landscape.centre),
        crossings: crossings({ ...path, points: path.points.slice(0, 31) }, 1),
        astray: round(Math.max(...path.points.slice(1, 16).map((point, update) => angle(path, update, point)))),
      })),
    ),
  }));
}

/** Between a step and the way from its beginning to the origin, degrees. */
function angle({ points }: Path, update: number, after: readonly number[]): number {
  const [x = 0, y = 0] = points[update] as readonly number[];
  const [dx, dy] = [(after[0] as number) - x, (after[1] as number) - y];
  const cosine = -(x * dx + y * dy) / (Math.hypot(x, y) * Math.hypot(dx, dy));
  return (180 / Math.PI) * Math.acos(Math.min(1, cosine));
}

/** What momentum makes of a ravine: updates to a thousandth of the first distance, and crossings of the floor in 60 updates. */
export interface MomentumInRavine {
  readonly conditionNumber: number;
  /** At 2 / (λ₁ + λₙ), the best learning rate of gradient descent. */
  readonly plain: RavineDescent;
  /** The average of gradients with β at the same learning rate. */
  readonly average: RavineDescent;
  /** The heavy ball with the same β at its own best learning rate. */
  readonly best: RavineDescent;
}

export interface RavineDescent {
  readonly updates: number | null;
  readonly crossings: number;
}

/** Momentum with one β in ravines of several condition numbers. */
export function momentumInRavines(conditionNumbers: readonly number[], beta: number): MomentumInRavine[] {
  return conditionNumbers.map((kappa) => {
    const landscape = quadric({ eigenvalues: [1, kappa] });
    const learningRate = 2 / (1 + kappa);
    const longest = 5 * kappa + 500;
    return {
      conditionNumber: kappa,
      plain: descent(landscape, sgd({ learningRate }), longest),
      average: descent(landscape, emaMomentum({ learningRate, momentum: beta }), longest),
      best: descent(landscape, sgd({ learningRate: bestHeavyBall(kappa, beta), momentum: beta }), longest),
    };
  });
}

/**
 * The heavy ball's eigenvalues on λ have the modulus √β where (1 − √β)² < αλ < (1 + √β)² (Goh 2017). This is the α for which
 * αλ from λ = 1 to κ lies in the middle of that, on a logarithmic scale; up to κ = ((1 + √β) / (1 − √β))² all fit in.
 */
function bestHeavyBall(kappa: number, beta: number): number {
  return (1 - beta) / Math.sqrt(kappa);
}

function descent(landscape: Quadric, optimizer: Optimizer, updates: number): RavineDescent {
  const path = pathOf(landscape, optimizer, [1, 1], updates);
  return {
    updates: updatesToNear(path, landscape.centre),
    crossings: crossings({ ...path, points: path.points.slice(0, 61) }, 1),
  };
}
