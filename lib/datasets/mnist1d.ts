import type { Random } from "../engine/index.js";
import type { Dataset, Examples } from "./dataset.js";
import { exampleRandom } from "./generated.js";

const CLASSES = 10;
const EXAMPLES_PER_CLASS = 500;
const TRAIN = 4000;
const FEATURES = 40;

const PADDING = { least: 36, most: 60 } as const;
const MAX_TRANSLATION = 48;
const SCALE = 0.4;
const SHEAR = 0.75;
const CORRELATED_NOISE = 0.25;
const INDEPENDENT_NOISE = 0.02;
/** Standard deviation of the filter that correlates the noise, in points, and where it is cut off. */
const FILTER = { sigma: 2, radius: 8 } as const;

/** Each digit drawn as a line from top to bottom: its distance from the left at 12 heights. */
const drawings: readonly (readonly number[])[] = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

/**
 * MNIST-1D: 4,000 + 1,000 signals of 40 points, 10 classes, in random order, of mean 0 and variance 1 over all of them.
 * A signal is its digit's template padded, stretched, scaled, shifted, with correlated noise where it is empty, and sheared.
 *
 * The procedure and its numbers are those of the source and of its package `mnist1d`, the random numbers our own: the same
 * distribution, other examples. The same seed gives the same ones.
 *
 * Source: Greydanus, "Scaling down deep learning", 2020.
 *
 * @throws Error where `seed` is no integer in [0, 2³²)
 */
export function mnist1d(seed = 42): Dataset {
  const random = exampleRandom(seed);
  const templates = drawings.map(template);
  const count = CLASSES * EXAMPLES_PER_CLASS;
  const signals = Array.from({ length: count }, (_, index) =>
    signal(templates[Math.floor(index / EXAMPLES_PER_CLASS)] as number[], random),
  );
  const order = random.shuffle(Int32Array.from(signals.keys()));
  const { mean, deviation } = moments(signals.flat());

  function part(start: number, end: number): Examples {
    const chosen = order.subarray(start, end);
    const inputs = new Float32Array(chosen.length * FEATURES);
    chosen.forEach((index, row) => {
      const standardized = (signals[index] as number[]).map((value) => (value - mean) / deviation);
      inputs.set(standardized, row * FEATURES);
    });
    const labels = Uint8Array.from(chosen, (index) => Math.floor(index / EXAMPLES_PER_CLASS));
    return { count: chosen.length, shape: [FEATURES], features: FEATURES, inputs, labels };
  }

  return { name: "MNIST-1D", classes: CLASSES, train: part(0, TRAIN), test: part(TRAIN, count) };
}

/** A drawing with variance 1/36 that starts and ends at 0; the 1e-8 keeps its own zeros apart from those of the padding. */
function template(drawing: readonly number[]): number[] {
  const { deviation } = moments(drawing);
  return drawing.map((value) => (value - (drawing[0] as number)) / deviation / 6 + 1e-8);
}

function signal(template: readonly number[], random: Random): number[] {
  const padding = PADDING.least + random.below(PADDING.most - PADDING.least + 1);
  const padded = [...template, ...Array<number>(padding).fill(0)];
  const scale = 1 + SCALE * (random.uniform() - 0.5);
  const stretched = resample(padded, template.length + PADDING.most).map((value) => scale * value);
  const shift = random.below(MAX_TRANSLATION);
  const shifted = [...stretched.slice(stretched.length - shift), ...stretched.slice(0, stretched.length - shift)];

  const background = smooth(shifted.map(() => CORRELATED_NOISE * random.normal()));
  const noisy = shifted.map(
    (value, at) => (value === 0 ? (background[at] as number) : value) + INDEPENDENT_NOISE * random.normal(),
  );
  const slope = SHEAR * (random.uniform() - 0.5);
  const sheared = noisy.map((value, at) => value - slope * (at / (noisy.length - 1) - 0.5));
  return resample(sheared, FEATURES);
}

/** The signal at `length` evenly spaced points from its first to its last, linear between its own. */
function resample(signal: readonly number[], length: number): number[] {
  const last = signal.length - 1;
  return Array.from({ length }, (_, index) => {
    const position = (index * last) / (length - 1);
    const left = Math.min(Math.floor(position), last - 1);
    const weight = position - left;
    return (1 - weight) * (signal[left] as number) + weight * (signal[left + 1] as number);
  });
}

/** The signal filtered by a Gaussian, continued at its ends by its mirror image (the last point twice). */
function smooth(signal: readonly number[]): number[] {
  const { sigma, radius } = FILTER;
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, index) => index - radius);
  const weights = offsets.map((offset) => Math.exp(-(offset ** 2) / (2 * sigma ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const n = signal.length;
  const mirrored = (at: number) => signal[at < 0 ? -1 - at : at >= n ? 2 * n - 1 - at : at] as number;
  return signal.map((_, at) =>
    offsets.reduce((sum, offset, index) => sum + ((weights[index] as number) / total) * mirrored(at + offset), 0),
  );
}

function moments(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
