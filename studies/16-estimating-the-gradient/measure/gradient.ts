import type { Tensor2D } from "@tensorflow/tfjs";
import { random, tf, tidy } from "momenta/engine";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Context, round, roundInterval } from "../../core/index.js";
import type { EstimatingOptions } from "../options.js";
import { logSlope } from "./slope.js";
import { PIXELS, smallDigits } from "./smallDigits.js";

/** How far minibatch gradients are from the gradient of all digits, relative to its length. */
export interface GradientErrors {
  readonly draw: "with replacement" | "without replacement";
  readonly sizes: readonly number[];
  /** √ of the mean of ‖g_N − g‖² / ‖g‖². */
  readonly error: readonly Interval[];
  /** √(tr Σ / N) / ‖g‖, times √((n − N) / (n − 1)) without replacement. */
  readonly predicted: readonly number[];
  /** Of log error over log N, up to a twentieth of the digits. */
  readonly slope: Interval;
  /** ‖mean of all g_N of a size − g‖ / ‖g‖, for the least size: 0 where they are unbiased. */
  readonly bias: number;
  /** What it comes to in expectation where they are unbiased. */
  readonly biasOfChance: number;
}

/** Updates of gradient descent before gradients are compared, so that they are neither those of the start nor 0. */
const BEFORE = 30;
const kinds = ["with replacement", "without replacement"] as const;

/** Gradients of softmax regression on MNIST digits of 7 × 7 pixels. */
export async function gradient(options: EstimatingOptions, context: Context): Promise<GradientErrors[]> {
  const { seeds, draws, digits: n } = options;
  const each = perExample(n);
  const [whole, variance] = tidy(() => {
    const mean = tf.mean(each, 0);
    const spread = tf.mean(tf.sum(tf.square(tf.sub(each, mean)), 1));
    return [mean, spread.arraySync() as number];
  });
  const length = tidy(() => tf.norm(whole).arraySync() as number);
  const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].filter((size) => size <= n);
  const fitted = sizes.filter((size) => size <= n / 20);
  const work = kinds.flatMap((draw) => sizes.map((size) => ({ draw, size })));
  try {
    const found = await context.map(work, "batch sizes", ({ draw, size }) =>
      tidy(() => {
        const weights = tf.tensor2d(countsOf(draw, n, size, seeds * draws), [seeds * draws, n]);
        const off = tf.sub(tf.div(tf.matMul(weights, each), size), whole);
        const squares = tf.reshape(tf.sum(tf.square(off), 1), [seeds, draws]);
        const groups = (tf.sqrt(tf.mean(squares, 1)).arraySync() as number[]).map((error) => error / length);
        return { draw, size, groups, bias: (tf.norm(tf.mean(off, 0)).arraySync() as number) / length };
      }),
    );
    return kinds.map((draw): GradientErrors => {
      const own = found.filter((one) => one.draw === draw);
      const errors = (at: number, among: readonly number[]) =>
        own.filter(({ size }) => among.includes(size)).map(({ groups }) => groups[at] as number);
      return {
        draw,
        sizes,
        error: own.map(({ groups }) => roundInterval(meanInterval(groups))),
        predicted: sizes.map((size) => {
          const finite = draw === "with replacement" ? 1 : (n - size) / (n - 1);
          return round(Math.sqrt((variance / size) * finite) / length);
        }),
        slope: roundInterval(
          meanInterval(Array.from({ length: seeds }, (_, seed) => logSlope(fitted, errors(seed, fitted)))),
        ),
        bias: round(own[0]?.bias as number),
        biasOfChance: round(Math.sqrt(variance / (seeds * draws)) / length),
      };
    });
  } finally {
    tf.dispose([each, whole]);
  }
}

/** How often each digit is in each minibatch. */
function countsOf(draw: GradientErrors["draw"], n: number, size: number, minibatches: number): Float32Array {
  const { below } = random(size, kinds.indexOf(draw));
  const counts = new Float32Array(minibatches * n);
  const order = Int32Array.from({ length: n }, (_, at) => at);
  for (let minibatch = 0; minibatch < minibatches; minibatch++) {
    for (let place = 0; place < size; place++) {
      const chosen = draw === "with replacement" ? below(n) : place + below(n - place);
      const digit = order[chosen] as number;
      const at = minibatch * n + digit;
      counts[at] = (counts[at] as number) + 1;
      if (draw === "with replacement") continue;
      order[chosen] = order[place] as number;
      order[place] = digit;
    }
  }
  return counts;
}

/** The gradient of each digit's loss, [n, 490]. */
function perExample(n: number): Tensor2D {
  return tidy(() => {
    const { images, labels } = smallDigits(
      "train",
      Int32Array.from({ length: n }, (_, at) => at),
    );
    let weights = tf.zeros([PIXELS, 10]);
    const slopes = () => tf.sub(tf.softmax(tf.matMul(images, weights as Tensor2D)), labels);
    for (let update = 0; update < BEFORE; update++) {
      weights = tf.sub(weights, tf.mul(0.5 / n, tf.matMul(images, slopes() as Tensor2D, true)));
    }
    return tf.reshape(tf.mul(tf.expandDims(images, 2), tf.expandDims(slopes(), 1)), [n, PIXELS * 10]) as Tensor2D;
  });
}
