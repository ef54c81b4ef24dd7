import { type Interval, meanInterval } from "momenta/statistics";
import { round, roundInterval } from "../../core/index.js";
import type { AdamPropertiesOptions } from "../options.js";
import { stepAtNoise } from "./closedForms.js";
import { drawGradients } from "./draws.js";
import { feed, type Outcome } from "./feed.js";
import { decay, unitAdam } from "./unitAdam.js";

/** The step at one noise-to-signal ratio, in units of γ. */
export interface NoisyStep {
  /** σ / |μ|. */
  readonly ratio: number;
  /** The mean of the steps along −μ, and the root of their mean square, over the sequences. */
  readonly mean: Interval;
  readonly rootMeanSquare: Interval;
  readonly expected: { readonly mean: number; readonly rootMeanSquare: number };
}

/** The response to noise, by ascending ratio. */
export type NoiseResponse = readonly NoisyStep[];

const ratios = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100];

/** Normal gradients of mean 1 and standard deviation r; the step after the last update. */
export function noise({ sequences, updates }: AdamPropertiesOptions): NoiseResponse {
  const replicas = sequences * ratios.length;
  const draws = drawGradients(sequences, updates, (_, normal) => normal());
  const gradients = new Float32Array(updates * replicas);
  gradients.forEach((_, at) => {
    const [row, ratio] = [Math.floor(at / ratios.length), ratios[at % ratios.length] as number];
    gradients[at] = 1 + ratio * (draws[row] as number);
  });
  const [{ step: steps }] = feed(unitAdam, gradients, replicas, [updates]) as [Outcome];
  return ratios.map((ratio, place) => {
    const along = Array.from({ length: sequences }, (_, at) => -(steps[at * ratios.length + place] as number));
    const square = meanInterval(along.map((step) => step * step));
    const root = (value: number) => round(Math.sqrt(Math.max(0, value)));
    const expected = stepAtNoise(ratio, decay.beta1);
    return {
      ratio,
      mean: roundInterval(meanInterval(along)),
      rootMeanSquare: {
        estimate: root(square.estimate),
        lower: root(square.lower),
        upper: root(square.upper),
      },
      expected: { mean: round(expected.mean), rootMeanSquare: round(expected.rootMeanSquare) },
    };
  });
}
