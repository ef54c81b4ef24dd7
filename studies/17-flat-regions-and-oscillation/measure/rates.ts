import { tf, tidy } from "momenta/engine";
import { sigmoidFitting, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { round } from "../../core/index.js";
import type { FlatRegionsOptions } from "../options.js";
import { FITTED, startsOnGrid } from "./sigmoid.js";

/** The share of starts from which the sigmoid is fitted, over the learning rate. */
export interface FitRates {
  readonly learningRates: readonly number[];
  /** Without momentum, and with β = .9. */
  readonly shares: readonly [sgd: readonly number[], momentum: readonly number[]];
  /** The largest eigenvalue of the Hessian at the minimum, λ. */
  readonly curvature: number;
}

const learningRates = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** Fits the sigmoid from a coarse grid of starts with many learning rates. */
export function rates({ fitted }: FlatRegionsOptions): FitRates {
  const starts = startsOnGrid(5);
  const landscape = sigmoidFitting();
  const shares = (momentum: number) => {
    const values = tidy(() => {
      const perStart = learningRates.flatMap((learningRate) => starts.map(() => learningRate));
      const optimizer = sgd({ learningRate: tf.tensor1d(perStart), momentum });
      const paths = trajectories({
        landscape,
        optimizer,
        starts: learningRates.flatMap(() => starts),
        updates: fitted,
      });
      return tf.slice(paths.values, [fitted, 0], [1, -1]).dataSync();
    });
    return learningRates.map((_, at) => {
      const own = values.slice(at * starts.length, (at + 1) * starts.length);
      return round(own.filter((value) => value < FITTED).length / starts.length);
    });
  };
  const minimum = landscape.minima[0]?.point as readonly number[];
  const [a, b, , d] = tidy(() => landscape.hessian(tf.tensor2d([[...minimum]])).dataSync()) as unknown as [
    number,
    number,
    number,
    number,
  ];
  return {
    learningRates,
    shares: [shares(0), shares(0.9)],
    curvature: round((a + d) / 2 + Math.hypot((a - d) / 2, b)),
  };
}
