import { random, tf, tidy } from "momenta/engine";
import { sgd } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { noisyDescent } from "../../common/index.js";
import { round, roundInterval } from "../../core/index.js";
import type { MomentumOnAQuadricOptions } from "../options.js";
import { heavyBall, iterateAt } from "./closedForms.js";

/** The loss ½ w² of runs from w = 1 whose gradients are w and noise. */
export interface Noisy {
  readonly momenta: readonly number[];
  /** Mean over the draws, `[momentum][k]`. */
  readonly losses: readonly (readonly number[])[];
  /** Of the second half of the updates, with its interval over the draws. */
  readonly floors: readonly Interval[];
}

/** αλ, with λ = 1. */
export const NOISY_RATE = 0.05;
/** The standard deviation of the noise of a gradient. */
export const GRADIENT_NOISE = 0.3;

/** Momenta of which the runs are made; the critical one is .603. */
export const noisyMomenta = [0, 0.6, 0.8, 0.9, 0.95] as const;

const UPDATES = 400;

/** Runs the heavy ball with normal noise added to each gradient: a replica for each momentum and draw. */
export function noise({ draws }: MomentumOnAQuadricOptions): Noisy {
  const replicas = noisyMomenta.length * draws;
  const { normal } = random(1, 0);
  const drawn = Array.from({ length: UPDATES }, () =>
    Array.from({ length: replicas }, () => [GRADIENT_NOISE * normal()]),
  );
  const starts = Array.from({ length: replicas }, () => [1]);
  const positions = tidy(() => {
    const momentum = tf.tensor1d(noisyMomenta.flatMap((beta) => Array<number>(draws).fill(beta)));
    return noisyDescent(sgd({ learningRate: NOISY_RATE, momentum }), tf.add, starts, drawn);
  });
  const losses = positions.map((row) => row.map(([w]) => 0.5 * (w as number) ** 2));
  const byMomentum = noisyMomenta.map((_, index) => losses.map((row) => row.slice(index * draws, (index + 1) * draws)));
  return {
    momenta: noisyMomenta,
    losses: byMomentum.map((rows) => rows.map((row) => round(mean(row)))),
    floors: byMomentum.map((rows) => {
      const late = rows.slice(UPDATES / 2);
      const meansOfDraws = Array.from({ length: draws }, (_, draw) => mean(late.map((row) => row[draw] as number)));
      return roundInterval(meanInterval(meansOfDraws));
    }),
  };
}

/** The expected loss after 0, 1, … updates: that of the run without noise, and what each past noise has become. */
export function expectedLosses(beta: number, updates: number): number[] {
  const iteration = heavyBall(NOISY_RATE, beta);
  let [variance, before, response] = [0, 0, NOISY_RATE * GRADIENT_NOISE];
  return Array.from({ length: updates + 1 }, (_, k) => {
    const loss = 0.5 * (iterateAt(iteration, 1 - NOISY_RATE, k) ** 2 + variance);
    variance += response ** 2;
    [before, response] = [response, iteration.trace * response - iteration.determinant * before];
    return loss;
  });
}

/** Where the expected loss ends: ½ α² ε² (1 + β) / ((1 − β) αλ (2 + 2β − αλ)). */
export function noiseFloor(beta: number): number {
  const variance = (NOISY_RATE * GRADIENT_NOISE ** 2 * (1 + beta)) / ((1 - beta) * (2 + 2 * beta - NOISY_RATE));
  return variance / 2;
}
