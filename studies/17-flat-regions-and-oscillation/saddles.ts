import { random, tf } from "momenta/engine";
import { simpleSaddle } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { type Interval, meanInterval, normalTails } from "momenta/statistics";
import { noisyDescent } from "../common/noisyDescent.js";
import { round } from "../core/index.js";

/** The learning rate of all runs at saddles. */
export const SADDLE_RATE = 0.05;
/** Updates of each run: few draws of a noise are so near to 0 that they take more than 300. */
export const SADDLE_UPDATES = 500;
/** Updates of the single runs that are drawn. */
export const SHOWN_UPDATES = 300;
/** Standard deviations of the noise of a gradient. */
export const noises: readonly number[] = [1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

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

/** Runs into saddles, with noise and without. */
export function atSaddles(draws: number): Saddles {
  const { normal } = random(1, 0);
  const drawn = (replicas: number, size: readonly ((replica: number) => number)[]) =>
    Array.from({ length: SADDLE_UPDATES }, () =>
      Array.from({ length: replicas }, (_, replica) => size.map((scale) => scale(replica) * normal())),
    );
  const optimizer = sgd({ learningRate: SADDLE_RATE });
  // One example, x² − y² + ξ · w with ξ drawn anew: a batch of one.
  const scale = (replica: number) => noises[Math.floor(replica / draws)] ?? 0;
  const replicas = noises.length * draws + noises.length + 1;
  const starts = Array.from({ length: replicas }, (_, replica) => {
    const offset = replica - noises.length * draws;
    return [1, offset < 0 ? 0 : (noises[offset] ?? 0)];
  });
  const paths = noisyDescent(
    optimizer,
    (points, noise) => tf.add(simpleSaddle.gradient(points), noise),
    starts,
    drawn(replicas, [scale, scale]),
  );
  const escapeOf = (replica: number) => {
    const at = paths.findIndex((points) => Math.abs(points[replica]?.[1] as number) > 1);
    return at < 0 ? Number.NaN : at;
  };
  const distance = (all: readonly number[][][], replica: number) =>
    all.slice(0, SHOWN_UPDATES + 1).map((points) => round(Math.hypot(...(points[replica] as number[])), 3));

  const mean = (count: number, noise: number) =>
    noisyDescent(
      optimizer,
      (points, errors) => {
        const [u, v] = [tf.slice(points, [0, 0], [-1, 1]), tf.slice(points, [0, 1], [-1, 1])];
        const target = tf.add(1, tf.slice(errors, [0, 0], [-1, 1]));
        const miss = tf.sub(tf.mul(u, v), target);
        return tf.add(tf.concat([tf.mul(miss, v), tf.mul(miss, u)], 1), tf.slice(errors, [0, 1], [-1, 2]));
      },
      Array.from({ length: count }, () => [0.5, -0.5]),
      drawn(count, [() => 0.5, () => noise, () => noise]),
    );
  const [exact, disturbed] = [mean(draws, 0), mean(draws, 1e-3)];
  const left = (all: readonly number[][][]) =>
    (all.at(-1) as number[][]).filter(([u, v]) => Math.hypot(u as number, v as number) > 1).length;
  const sums = exact.flatMap((points) => points.map(([u, v]) => Math.abs((u as number) + (v as number))));
  const still = replicas - 1;
  const shown = noises.indexOf(1e-4) * draws;
  return {
    escapes: noises.map((_, at) => {
      const { estimate, lower, upper } = meanInterval(
        Array.from({ length: draws }, (_, draw) => escapeOf(at * draws + draw)),
      );
      return { estimate: round(estimate), lower: round(lower), upper: round(upper) };
    }),
    offsets: noises.map((_, at) => escapeOf(noises.length * draws + at)),
    still: Math.abs(paths.at(-1)?.[still]?.[1] as number),
    symmetric: { draws, left: left(exact), largest: Math.max(...sums) },
    disturbed: { draws, left: left(disturbed) },
    distances: {
      still: distance(paths, still),
      noisy: distance(paths, shown),
      symmetric: distance(exact, 0),
    },
  };
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
