import { tf, tidy } from "momenta/engine";
import { trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { last, round } from "../../core/index.js";
import { ravine, shareOfTurns } from "./ravine.js";

/** The three pictures of the slides. */
export const pictured = [
  { learningRate: 1e-3, momentum: 0 },
  { learningRate: 5e-3, momentum: 0 },
  { learningRate: 1e-3, momentum: 0.9 },
] as const;

/** Updates of the figure to which the slides point. */
export const BANANA_UPDATES = 150;

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
export function banana(): Banana {
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
      landscape: ravine,
      optimizer,
      starts: settings.map(() => ravine.start),
      updates: BANANA_UPDATES,
    });
    return { positions: paths.positions.arraySync() as number[][][], values: paths.values.arraySync() as number[][] };
  });
  const paths = settings.map((_, replica) => positions.map((points) => points[replica] as number[]));
  /** The values of the runs over the learning rate, without momentum and with it. */
  const split = (all: readonly number[]): [number[], number[]] => {
    const rounded = all.slice(pictured.length).map((value) => round(value));
    return [rounded.slice(0, learningRates.length), rounded.slice(learningRates.length)];
  };
  return {
    paths: paths.slice(0, pictured.length).map((path) => path.map((point) => point.map((value) => round(value)))),
    learningRates,
    losses: split(last(values)),
    turns: split(paths.map(shareOfTurns)),
  };
}
