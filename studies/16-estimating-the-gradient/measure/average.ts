import { random } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";
import { logSlope } from "./slope.js";

/** The source's distribution: 1, 2, 3 with these probabilities. */
export const probabilities = [0.2, 0.1, 0.7] as const;
export const trueMean = probabilities.reduce((sum, p, at) => sum + p * (at + 1), 0);
/** σ of one sample. */
export const deviation = Math.sqrt(probabilities.reduce((sum, p, at) => sum + p * (at + 1 - trueMean) ** 2, 0));

/** How far means of N samples are from the true mean. */
export interface Average {
  readonly samples: readonly number[];
  /** √ of the mean squared error of the means. */
  readonly error: readonly Interval[];
  readonly slope: Interval;
}

const SAMPLES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Means of N samples, `draws` in each of `seeds` groups. */
export async function average({ seeds, draws }: EstimatingOptions, context: Context): Promise<Average> {
  const groups = await context.map(
    Array.from({ length: seeds }, (_, index) => index + 1),
    "groups",
    (seed) =>
      SAMPLES.map((samples, stream) => rootMeanSquare(meansOf(samples, draws, seed, stream).map((m) => m - trueMean))),
  );
  return {
    samples: SAMPLES,
    error: SAMPLES.map((_, at) => roundInterval(meanInterval(groups.map((errors) => errors[at] as number)))),
    slope: roundInterval(meanInterval(groups.map((errors) => logSlope(SAMPLES, errors)))),
  };
}

/** So many means of so many samples each. */
export function meansOf(samples: number, draws: number, seed: number, stream: number): number[] {
  const { uniform } = random(seed, stream);
  return Array.from({ length: draws }, () => {
    let sum = 0;
    for (let sample = 0; sample < samples; sample++) {
      const draw = uniform();
      sum += draw < probabilities[0] ? 1 : draw < probabilities[0] + probabilities[1] ? 2 : 3;
    }
    return sum / samples;
  });
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
