import { tf, tidy } from "momenta/engine";
import { beale, type Landscape, longValley, quadric, randomRotation, rosenbrock } from "momenta/landscapes";
import { newton as newtonsMethod, sgd } from "momenta/optimizers";
import { pathOf, pathsOf, spectrum } from "../../common/index.js";
import { round } from "../../core/index.js";
import type { SecondOrderOptions } from "../options.js";

/** The learning rates of the damped method. */
export const dampedRates = [0.1, 0.25, 0.5, 1] as const;

/** Newton's method on quadrics, and where there is none. */
export interface NewtonOnQuadric {
  /** By dimension: the distance after one update at α = 1 as a share of the first. */
  readonly oneStep: readonly { readonly dimension: number; readonly left: number }[];
  /** The distance as a share of the first, update by update, for each of `dampedRates`; and of gradient descent at its best. */
  readonly damped: readonly (readonly number[])[];
  readonly gradientDescent: readonly number[];
  readonly conditionNumber: number;
  /** Off quadrics: where Newton's method at α = 1 ends. */
  readonly elsewhere: readonly {
    readonly landscape: string;
    /** f before every update and after the last. */
    readonly values: readonly number[];
    /** Least and largest eigenvalue of the Hessian at the end. */
    readonly curvature: readonly [number, number];
  }[];
}

/** Quadrics in random rotations with eigenvalues from 1 to κ, evenly on a logarithmic scale. */
export function newton({ dimensions, conditionNumber }: SecondOrderOptions): NewtonOnQuadric {
  const problem = (dimension: number) =>
    quadric({
      eigenvalues: spectrum(conditionNumber, dimension),
      rotation: randomRotation(dimension, 1),
    });
  const shares = (points: readonly (readonly number[])[]) =>
    points.map((point) => round(Math.hypot(...point) / Math.hypot(...(points[0] as readonly number[]))));
  const ten = problem(10);
  return {
    conditionNumber,
    oneStep: dimensions.map((dimension) => {
      const landscape = problem(dimension);
      return { dimension, left: shares(pathOf(landscape, newtonsMethod(), landscape.start, 1).points)[1] as number };
    }),
    damped: tidy(() =>
      pathsOf(
        ten,
        newtonsMethod({ learningRate: tf.tensor1d([...dampedRates]) }),
        dampedRates.map(() => ten.start),
        30,
      ).map(({ points }) => shares(points)),
    ),
    gradientDescent: shares(pathOf(ten, sgd({ learningRate: 2 / (1 + conditionNumber) }), ten.start, 30).points),
    elsewhere: [rosenbrock(), beale, longValley].map((landscape) => {
      const { points, values } = pathOf(landscape, newtonsMethod(), landscape.start, 12);
      return {
        landscape: landscape.name,
        values: values.map((value) => round(value)),
        curvature: extremes(landscape, points.at(-1) as readonly number[]),
      };
    }),
  };
}

/** The eigenvalues of the Hessian of two coordinates. */
function extremes(landscape: Landscape, point: readonly number[]): [number, number] {
  return tidy(() => {
    const [[a, b], [, d]] = (landscape.hessian(tf.tensor2d([point as number[]])).arraySync() as number[][][])[0] as [
      [number, number],
      [number, number],
    ];
    const [middle, half] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
    return [round(middle - half), round(middle + half)];
  });
}
