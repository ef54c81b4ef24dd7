import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import { type Quadric, quadric } from "momenta/landscapes";
import {
  adagrad,
  adam,
  diagonalNewton,
  newton,
  type ObjectiveOptimizer,
  type Optimizer,
  rmsprop,
  sgd,
} from "momenta/optimizers";
import { type Path, pathOf, pathsOf, updatesToNear } from "../../common/index.js";
import { round } from "../../core/index.js";

/** f(x, y) = ½ · (10x² + y²), and where the source starts. */
export const sourceExample = quadric({ eigenvalues: [10, 1] });
export const sourceStart = [1, 10] as const;

/** What a method does on the source's example, at the best of some learning rates. */
export interface ExampleMethod {
  readonly name: string;
  readonly learningRate: number;
  /** Its points on the source's example. */
  readonly points: readonly (readonly number[])[];
  /** Δx / Δy of the first step: .1 leads to the minimum, 1 is the gradient's. */
  readonly firstRatio: number;
  /** Updates to a thousandth of the first distance, on the example as it is and turned by 45°. */
  readonly updates: number | null;
  readonly turned: number | null;
}

/** The source's example: its gradient and its preconditioned gradient at the start, and the methods. */
export interface Example {
  readonly gradient: readonly number[];
  /** The Hessian in the source's order, rows. */
  readonly hessian: readonly (readonly number[])[];
  /** What Newton's first step subtracts. */
  readonly preconditioned: readonly number[];
  readonly methods: readonly ExampleMethod[];
}

const UPDATES = 400;
/** None that leads from the start to the minimum in one step. */
const rates = [0.02, 0.05, 0.2, 0.5, 2, 5] as const;

/** ((√10 − 1) / (√10 + 1))² and (2 / (√10 + 1))², the best β and learning rate of the heavy ball on eigenvalues 1 and 10 (Goh 2017). */
const beta = ((Math.sqrt(10) - 1) / (Math.sqrt(10) + 1)) ** 2;
const heavyBallRate = (2 / (Math.sqrt(10) + 1)) ** 2;

const methods: readonly {
  readonly learningRates: readonly number[];
  readonly make: (learningRate: Tensor1D) => Optimizer | ObjectiveOptimizer;
}[] = [
  { learningRates: [2 / 11], make: (learningRate) => sgd({ learningRate }) },
  { learningRates: [heavyBallRate], make: (learningRate) => sgd({ learningRate, momentum: beta }) },
  { learningRates: [1], make: () => newton() },
  { learningRates: [1], make: () => diagonalNewton() },
  { learningRates: rates, make: (learningRate) => adagrad({ learningRate }) },
  { learningRates: rates, make: (learningRate) => rmsprop({ learningRate }) },
  { learningRates: rates, make: (learningRate) => adam({ learningRate }) },
];

/** The source's example with every method. */
export function example(): Example {
  const { gradient, curvature } = tidy(() => {
    const at = tf.tensor2d([[...sourceStart]]);
    return {
      gradient: (sourceExample.gradient(at) as Tensor2D).arraySync()[0] as number[],
      curvature: (sourceExample.hessian(at).arraySync() as number[][][])[0] as number[][],
    };
  });
  const [start, after] = pathOf(sourceExample, newton(), sourceStart, 1).points as [number[], number[]];
  return {
    gradient,
    hessian: curvature,
    preconditioned: start.map((value, axis) => round(value - (after[axis] as number), 6)),
    methods: methods.map(({ learningRates, make }) => {
      const along = (landscape: Quadric, from: readonly number[]) =>
        tidy(() =>
          pathsOf(
            landscape,
            make(tf.tensor1d([...learningRates])),
            learningRates.map(() => from),
            UPDATES,
          ),
        );
      const paths = along(sourceExample, sourceStart);
      const updates = paths.map((path) => updatesToNear(path, sourceExample.centre));
      const best = updates.indexOf(fewest(updates));
      const { points } = paths[best] as Path;
      const [, [x = 0, y = 0]] = points as [number[], number[]];
      return {
        name: tidy(() => make(tf.tensor1d([1])).name),
        learningRate: round(learningRates[best] as number),
        points: points.slice(0, 61).map((point) => point.map((value) => round(value))),
        firstRatio: round((sourceStart[0] - x) / (sourceStart[1] - y)),
        updates: fewest(updates),
        turned: fewest(along(turned, turnedStart).map((path) => updatesToNear(path, turned.centre))),
      };
    }),
  };
}

function fewest(updates: readonly (number | null)[]): number | null {
  const reached = updates.filter((count) => count !== null);
  return reached.length === 0 ? null : Math.min(...reached);
}

const half = Math.SQRT1_2;
/** The example turned by 45°, so that its axes are no coordinates, and the start turned with it. */
const turned: Quadric = quadric({
  eigenvalues: [10, 1],
  rotation: [
    [half, -half],
    [half, half],
  ],
});
const turnedStart = [half * (sourceStart[0] - sourceStart[1]), half * (sourceStart[0] + sourceStart[1])];
