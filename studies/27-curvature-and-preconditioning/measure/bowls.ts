import { tf, tidy } from "momenta/engine";
import { basin, ravine } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { crossings, type Path, pathsOf, updatesToNear } from "../../common/index.js";
import { round } from "../../core/index.js";

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
