import type { Tensor } from "@tensorflow/tfjs";
import { random, tf } from "momenta/engine";
import { simpleSaddle } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { type Interval, meanInterval, normalTails } from "momenta/statistics";
import { noisyDescent } from "../../common/index.js";
import { last, round, roundInterval } from "../../core/index.js";
import type { FlatRegionsOptions } from "../options.js";

/** The learning rate of all runs at saddles. */
export const SADDLE_RATE = 0.05;
/** Updates of each run: few draws of a noise are so near to 0 that they take more than 300. */
export const SADDLE_UPDATES = 500;
/** Updates of the single runs that are drawn. */
export const SHOWN_UPDATES = 300;
/** Standard deviations of the noise of a gradient. */
export const noises: readonly number[] = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];
/** The noise of the single run that is drawn. */
const SHOWN_NOISE = 1e-4;

/** Runs that start on the way into a saddle. */
export interface Saddles {
  /** x² − y²: updates until |y| > 1, with its interval over the draws, for each noise. */
  readonly escapes: readonly Interval[];
  /** The same without noise, from y = δ instead, δ the noise. */
  readonly offsets: readonly number[];
  /** |y| at the end of a run from y = 0 without noise. */
  readonly still: number;
  /** How many of the draws have left the saddle of ½ (c − uv)², c drawn anew for each update, from u = −v. */
  readonly symmetric: { readonly draws: number; readonly left: number; readonly largest: number };
  /** The same with normal noise on each gradient. */
  readonly disturbed: { readonly draws: number; readonly left: number };
  /** Distance from the saddle over the updates, of single runs. */
  readonly distances: Readonly<Record<"still" | "noisy" | "symmetric", readonly number[]>>;
}

const optimizer = sgd({ learningRate: SADDLE_RATE });

/** Runs into saddles, with noise and without. */
export function saddles({ draws }: FlatRegionsOptions): Saddles {
  const { normal } = random(1, 0);
  /** Normal noise, `[update][replica][entry]`, each entry with a standard deviation of its own. */
  const drawNoise = (replicas: number, deviations: (replica: number) => readonly number[]) =>
    Array.from({ length: SADDLE_UPDATES }, () =>
      Array.from({ length: replicas }, (_, replica) => deviations(replica).map((deviation) => deviation * normal())),
    );

  // x² − y² + ξ · w with ξ drawn anew: a batch of one. First the draws of every noise, then the starts y = δ, then y = 0.
  const noisy = noises.length * draws;
  const still = noisy + noises.length;
  const paths = noisyDescent(
    optimizer,
    (points, noise) => tf.add(simpleSaddle.gradient(points), noise),
    Array.from({ length: still + 1 }, (_, replica) => [1, noises[replica - noisy] ?? 0]),
    drawNoise(still + 1, (replica) => {
      const deviation = noises[Math.floor(replica / draws)] ?? 0;
      return [deviation, deviation];
    }),
  );
  const escapeTime = (replica: number) => {
    const at = paths.findIndex((points) => Math.abs(points[replica]?.[1] as number) > 1);
    return at < 0 ? Number.NaN : at;
  };

  const productPaths = (deviation: number) =>
    noisyDescent(
      optimizer,
      productGradient,
      Array.from({ length: draws }, () => [0.5, -0.5]),
      drawNoise(draws, () => [0.5, deviation, deviation]),
    );
  const [symmetric, disturbed] = [productPaths(0), productPaths(1e-3)];
  const sums = symmetric.flatMap((points) => points.map(([u, v]) => Math.abs((u as number) + (v as number))));
  return {
    escapes: noises.map((_, at) =>
      roundInterval(meanInterval(Array.from({ length: draws }, (_, draw) => escapeTime(at * draws + draw)))),
    ),
    offsets: noises.map((_, at) => escapeTime(noisy + at)),
    still: Math.abs(last(paths)[still]?.[1] as number),
    symmetric: { draws, left: countLeft(symmetric), largest: Math.max(...sums) },
    disturbed: { draws, left: countLeft(disturbed) },
    distances: {
      still: distances(paths, still),
      noisy: distances(paths, noises.indexOf(SHOWN_NOISE) * draws),
      symmetric: distances(symmetric, 0),
    },
  };
}

/** The gradient of ½ (c − uv)², c = 1 plus the first entry of the noise, plus the other two. */
function productGradient(points: Tensor, noise: Tensor): Tensor {
  const [u, v] = tf.split(points, 2, 1) as [Tensor, Tensor];
  const target = tf.add(1, tf.slice(noise, [0, 0], [-1, 1]));
  const miss = tf.sub(tf.mul(u, v), target);
  return tf.add(tf.concat([tf.mul(miss, v), tf.mul(miss, u)], 1), tf.slice(noise, [0, 1], [-1, 2]));
}

/** How many runs end further than 1 from the saddle. */
function countLeft(paths: readonly (readonly (readonly number[])[])[]): number {
  return last(paths).filter((point) => Math.hypot(...point) > 1).length;
}

/** The distance from the saddle over the updates that are drawn. */
function distances(paths: readonly (readonly (readonly number[])[])[], replica: number): number[] {
  return paths.slice(0, SHOWN_UPDATES + 1).map((points) => round(Math.hypot(...(points[replica] as number[])), 3));
}

/**
 * Mean updates until |y| > 1, y normal with the variance α² ε² ((1 + 2α)²ᵏ − 1) / ((1 + 2α)² − 1) after k updates: the sum of
 * the probabilities that it has not happened yet.
 */
export function expectedEscape(noise: number): number {
  const growth = 1 + 2 * SADDLE_RATE;
  let sum = 0;
  for (let k = 0; k < 10 * SADDLE_UPDATES; k++) {
    const deviation = SADDLE_RATE * noise * Math.sqrt((growth ** (2 * k) - 1) / (growth ** 2 - 1));
    const there = k === 0 ? 1 : 1 - normalTails(1 / deviation);
    if (there < 1e-9) break;
    sum += there;
  }
  return sum;
}

/** Updates until |y| > 1 from y = δ: ln(1 / δ) / ln(1 + 2α). */
export function offsetEscape(offset: number): number {
  return Math.log(1 / offset) / Math.log(1 + 2 * SADDLE_RATE);
}
