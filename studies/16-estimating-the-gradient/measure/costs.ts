import type { Tensor } from "@tensorflow/tfjs";
import { jit, random, scan, type TensorTree, tf, tidy } from "momenta/engine";
import { sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, exactly, round, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";

/** What it takes to learn with one batch size. */
export interface Cost {
  /** N; `POINTS` is the whole set, without noise. */
  readonly size: number;
  /** The constant learning rate with which the closed form is fastest, times the largest curvature. */
  readonly rate: number;
  /** Updates until f(w) − f(w*) is below the target in the closed form. */
  readonly updates: number;
  /** What it is after them: in the closed form, and the mean over all runs. */
  readonly promised: number;
  readonly reached: Interval;
  /** f(w) − f(w*) after the updates of `at`: mean over all runs, and the closed form. */
  readonly at: readonly number[];
  readonly excess: readonly number[];
  readonly expected: readonly number[];
}

/** Of the source's criterion, f(w) = Σ_i (w − w_i)ᵀ A (w − w_i) / (2 · 1000). */
export const POINTS = 1000;
export const curvature = [1, 10] as const;
export const START = 10;
/** Below which f(w) − f(w*) has to fall: 1/5500 of what it is at the start. */
export const TARGET = 0.1;
const SIZES = [1, 4, 16, 64, 256, POINTS];
/** Times the largest curvature: a hundred in each power of ten, up to 2, from where on nothing converges. */
const RATES = Array.from({ length: 440 }, (_, at) => 10 ** (-4 + at / 100)).filter((rate) => rate < 2);
/** How much further than to the target. */
const BEYOND = 1.5;

/** SGD with each batch size at its best constant learning rate, `repetitions` runs in each of `seeds` groups. */
export async function costs({ seeds, repetitions }: EstimatingOptions, context: Context): Promise<Cost[]> {
  const points = drawPoints();
  const variances = [0, 1].map((axis) => varianceOf(points.map((point) => point[axis] as number)));
  return context.map(SIZES, "batch sizes", (size): Cost => {
    const noise = variances.map((variance) => (size === POINTS ? 0 : variance / size));
    const choices = RATES.map((rate) => ({ rate, updates: updatesToTarget(rate, noise) }));
    const { rate, updates } = choices.reduce((best, one) => (one.updates < best.updates ? one : best));
    const count = Math.ceil(BEYOND * updates) + 5;
    const excess = excessOf(rate, count, size, seeds * repetitions, points, context);
    const reached = Array.from({ length: seeds }, (_, seed) =>
      average((excess[updates - 1] as number[]).slice(seed * repetitions, (seed + 1) * repetitions)),
    );
    const at = recorded(count);
    return {
      size,
      rate: round(rate),
      updates,
      promised: round(expectedExcess(rate, noise, updates)),
      // The whole set has no noise, and all its runs are one.
      reached: roundInterval(size === POINTS ? exactly(reached[0] as number) : meanInterval(reached)),
      at,
      excess: at.map((update) => round(average(excess[update - 1] as number[]))),
      expected: at.map((update) => round(expectedExcess(rate, noise, update))),
    };
  });
}

/**
 * E f(w_k) − f(w*) where each minibatch mean has the variance `noise` along each axis:
 *
 *     e_k² = (1 − αλ)²ᵏ e_0² + (αλ)² noise (1 − (1 − αλ)²ᵏ) / (1 − (1 − αλ)²)
 *
 * @param rate α times the largest curvature
 */
export function expectedExcess(rate: number, noise: readonly number[], updates: number): number {
  const largest = Math.max(...curvature);
  return curvature.reduce((sum, lambda, axis) => {
    const step = (rate * lambda) / largest;
    const kept = (1 - step) ** 2;
    const power = kept ** updates;
    const square = power * START ** 2 + (step ** 2 * (noise[axis] as number) * (1 - power)) / (1 - kept);
    return sum + (lambda / 2) * square;
  }, 0);
}

/** The first update after which the expected excess is below the target, found by halving: it only falls. */
export function updatesToTarget(rate: number, noise: readonly number[]): number {
  if (expectedExcess(rate, noise, 1e9) >= TARGET) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 1];
  while (expectedExcess(rate, noise, high) > TARGET) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (expectedExcess(rate, noise, middle) > TARGET) low = middle;
    else high = middle;
  }
  return high;
}

interface Walk extends Record<string, TensorTree> {
  readonly weights: Tensor;
}

/** f(w) − f(w*) after every update of every run, `[update][run]`; distances are from w*, the mean of the points. */
function excessOf(
  rate: number,
  count: number,
  size: number,
  runs: number,
  points: readonly (readonly number[])[],
  { compiler }: Context,
): number[][] {
  const optimizer = sgd({ learningRate: rate / Math.max(...curvature) });
  const walk = jit(function walk(means: Tensor) {
    const lambda = tf.tensor1d([...curvature]);
    const step = ({ weights }: Walk, mean: Tensor): [Walk, Tensor] => {
      const [change] = optimizer.update(tf.mul(lambda, tf.sub(weights, mean)), {}, weights);
      const moved = tf.add(weights, change as Tensor);
      return [{ weights: moved }, tf.sum(tf.mul(tf.div(lambda, 2), tf.square(moved)), 1)];
    };
    return scan(step, { weights: tf.fill([runs, 2], START) }, means)[1];
  }, compiler);
  try {
    return tidy(() => {
      const means = tf.tensor3d(minibatchMeans(size, count * runs, points), [count, runs, 2]);
      return (walk(means) as Tensor).arraySync() as number[][];
    });
  } finally {
    walk.dispose();
  }
}

/** Means of minibatches drawn with replacement, minus that of all points; 0 for the whole set. */
function minibatchMeans(size: number, count: number, points: readonly (readonly number[])[]): Float32Array {
  const means = new Float32Array(2 * count);
  if (size === POINTS) return means;
  const { below } = random(size, 1);
  for (let minibatch = 0; minibatch < count; minibatch++) {
    let [x, y] = [0, 0];
    for (let place = 0; place < size; place++) {
      const [u = 0, v = 0] = points[below(POINTS)] as readonly number[];
      x += u;
      y += v;
    }
    means[2 * minibatch] = x / size;
    means[2 * minibatch + 1] = y / size;
  }
  return means;
}

/** 1000 points around 0. */
function drawPoints(): number[][] {
  const { normal } = random(1, 0);
  const points = Array.from({ length: POINTS }, () => [normal(), normal()]);
  const centre = [0, 1].map((axis) => average(points.map((point) => point[axis] as number)));
  return points.map((point) => point.map((value, axis) => value - (centre[axis] as number)));
}

function varianceOf(values: readonly number[]): number {
  return average(values.map((value) => value * value));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Some forty updates, evenly on a logarithmic axis. */
function recorded(updates: number): number[] {
  return [...new Set(Array.from({ length: 40 }, (_, at) => Math.round(updates ** (at / 39))))];
}
