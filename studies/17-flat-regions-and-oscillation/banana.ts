import { tf, tidy } from "momenta/engine";
import { type Landscape, landscape, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { round } from "../core/index.js";

/**
 * (1 − x)² + 20 (3y − x²)², the curved ravine to which the slides point: the first figure of Goh, “Why momentum really works”,
 * Distill 2017, with its start and its 150 updates.
 */
export const banana: Landscape = landscape({
  name: "Banana",
  dimension: 2,
  value(points) {
    const x = tf.squeeze(tf.slice(points, [0, 0], [-1, 1]), [1]);
    const y = tf.squeeze(tf.slice(points, [0, 1], [-1, 1]), [1]);
    const across = tf.sub(tf.mul(3, y), tf.square(x));
    return tf.add(tf.square(tf.sub(1, x)), tf.mul(20, tf.square(across)));
  },
  minima: [{ point: [1, 1 / 3], value: 0 }],
  saddles: [],
  box: { lower: [-1.6, -0.4], upper: [1.6, 1.1] },
  start: [-1.21, 0.853],
});

/** The three pictures of the slides. */
export const pictured = [
  { learningRate: 1e-3, momentum: 0 },
  { learningRate: 5e-3, momentum: 0 },
  { learningRate: 1e-3, momentum: 0.9 },
] as const;

/** Updates of the figure to which the slides point. */
export const BANANA_UPDATES = 150;

/** Curvature across the ravine at a w₁, 40 (9 + 4 w₁²): from αλ = 1 on an update goes beyond its floor. */
export function curvatureAcross(x: number): number {
  return 40 * (9 + 4 * x ** 2);
}

/** Runs along the curved ravine. */
export interface Banana {
  /** Of the three pictures, `[picture][k]`. */
  readonly paths: readonly (readonly (readonly number[])[])[];
  /** Over learning rates, without momentum and with β = .9: the loss at the end, and how often the way across turned. */
  readonly learningRates: readonly number[];
  readonly losses: readonly [sgd: readonly number[], momentum: readonly number[]];
  readonly turns: readonly [sgd: readonly number[], momentum: readonly number[]];
}

/** Runs the three pictures, and others over the learning rate. */
export function alongBanana(): Banana {
  const learningRates = Array.from({ length: 30 }, (_, at) => round(0.0002 * (at + 1)));
  const settings = [
    ...pictured,
    ...[0, 0.9].flatMap((momentum) => learningRates.map((learningRate) => ({ learningRate, momentum }))),
  ];
  const { positions, values } = tidy(() => {
    const optimizer = sgd({
      learningRate: tf.tensor1d(settings.map(({ learningRate }) => learningRate)),
      momentum: tf.tensor1d(settings.map(({ momentum }) => momentum)),
    });
    const paths = trajectories({
      landscape: banana,
      optimizer,
      starts: settings.map(() => banana.start),
      updates: BANANA_UPDATES,
    });
    return { positions: paths.positions.arraySync() as number[][][], values: paths.values.arraySync() as number[][] };
  });
  const path = (replica: number) => positions.map((points) => points[replica] as number[]);
  const ends = settings.map((_, replica) => values.at(-1)?.[replica] as number);
  const turns = settings.map((_, replica) => shareOfTurns(path(replica)));
  const split = (all: readonly number[]) =>
    [0, 1].map((part) =>
      all
        .slice(pictured.length + part * learningRates.length)
        .slice(0, learningRates.length)
        .map((value) => round(value)),
    ) as [number[], number[]];
  return {
    paths: pictured.map((_, replica) => path(replica).map((point) => point.map((value) => round(value)))),
    learningRates,
    losses: split(ends),
    turns: split(turns),
  };
}

/** The share of the updates after which the other wall of the ravine is nearer: 3y − x² has changed its sign. NaN of a path that diverges. */
export function shareOfTurns(path: readonly (readonly number[])[]): number {
  if (!path.at(-1)?.every(Number.isFinite)) return Number.NaN;
  const across = path.map(([x, y]) => 3 * (y as number) - (x as number) ** 2);
  return across.slice(1).filter((value, k) => value * (across[k] as number) < 0).length / (path.length - 1);
}
