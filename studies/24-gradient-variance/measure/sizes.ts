import { cpus } from "node:os";
import type { Tensor2D } from "@tensorflow/tfjs";
import { jit, random, tf, tidy } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { GradientVarianceOptions } from "../options.js";
import { DIMENSION, gradientOf, T, trainingData } from "./regression.js";

/** Sizes of a minibatch of the regression, up to all instances. */
export const varianceSizes = [1, 2, 5, 10, 20, 50, 100, 200, 500];
/** Sizes of a minibatch of a layer whose update is timed. */
export const timedSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];
/** The layer: inputs and outputs. */
export const LAYER = [784, 100] as const;
/** Instances of an epoch of which updates are counted. */
export const EPOCH = 60_000;
const REPEATS = 50;

export interface Sizes {
  /** E |g_b − g|² / |g₁ − g|² at weights 0, drawn without replacement, and (T − b) / (T − 1) / b. */
  readonly variances: readonly { readonly size: number; readonly measured: Interval; readonly expected: number }[];
  /** Milliseconds of an update, the least of many, on this machine. */
  readonly times: readonly { readonly size: number; readonly milliseconds: number }[];
  readonly machine: string;
}

/** What the size of a minibatch changes: the variance of its gradient, and the time of an update. */
export async function sizes({ sampleSets }: GradientVarianceOptions, context: Context): Promise<Sizes> {
  const data = trainingData();
  const w = new Float64Array(DIMENSION);
  const full = gradientOf(data, w);
  const distance = (places: readonly number[]) =>
    gradientOf(data, w, places).reduce((sum, value, axis) => sum + (value - (full[axis] as number)) ** 2, 0);
  const single = Array.from({ length: T }, (_, at) => distance([at])).reduce((sum, value) => sum + value, 0) / T;
  const variances = varianceSizes.map((size) => {
    const measured = Array.from({ length: sampleSets }, (_, set) => {
      const order = random(set + 1, 15 + size).shuffle(Int32Array.from({ length: T }, (_, at) => at));
      return distance([...order.subarray(0, size)]) / single;
    });
    return { size, measured: roundInterval(meanInterval(measured)), expected: round((T - size) / (T - 1) / size) };
  });
  const times = await context.map(timedSizes, "minibatch sizes", (size) => ({
    size,
    milliseconds: round(timeOf(size)),
  }));
  return { variances, times, machine: `${cpus().length} cores, ${cpus()[0]?.model.trim()}` };
}

/** The least time of an update of a linear layer on a minibatch. */
function timeOf(size: number): number {
  const [inputs, outputs] = LAYER;
  const update = jit(
    (w: Tensor2D, x: Tensor2D, d: Tensor2D) => {
      const residuals = tf.sub(tf.matMul(x, w), d);
      return tf.sub(w, tf.mul(tf.matMul(x, residuals, true), 1e-3 / size));
    },
    { compiler: "graph" },
  );
  try {
    return tidy(() => {
      const [x, d] = [
        tf.randomNormal<tf.Rank.R2>([size, inputs], 0, 1, "float32", 1),
        tf.zeros<tf.Rank.R2>([size, outputs]),
      ];
      let w: Tensor2D = tf.zeros([inputs, outputs]);
      const times = Array.from({ length: REPEATS }, () => {
        const begun = performance.now();
        const next = update(w, x, d) as Tensor2D;
        next.dataSync();
        w.dispose();
        w = next;
        return performance.now() - begun;
      });
      return Math.min(...times.slice(5));
    });
  } finally {
    update.dispose();
  }
}
