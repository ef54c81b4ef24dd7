import { inputTable, mnist } from "momenta/datasets";
import { tf, tidy } from "momenta/engine";
import { randomFeatures } from "momenta/models";
import { round } from "../../core/index.js";
import { drawSample, oneHot, pooled, testDigits } from "./digits.js";
import { errorAndLoss } from "./errors.js";
import { regressions } from "./leastSquares.js";

/** Of images of 14 × 14. */
const PIXELS = 196;

/** Of Fourier features: half of that for images of 28 × 28, whose distances are about twice as large. */
const BANDWIDTH = 2.5;

/** Which random features, on which sample. */
export interface FeatureRunOptions {
  readonly kind: "relu" | "fourier";
  /** Of the sample and of the features. */
  readonly seed: number;
  /** Training digits, n. */
  readonly samples: number;
  readonly validation: number;
  readonly test: number;
  readonly noise: readonly number[];
  /** Numbers of features, ascending. */
  readonly widths: readonly number[];
  /** λ as a multiple of the mean of an example's ‖φ‖². */
  readonly ridges: readonly number[];
}

/** What one solution does. */
export interface FeaturePoint {
  readonly trainError: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  readonly testError: number;
  readonly testLoss: number;
  /** √Σ‖w‖² over the ten outputs. */
  readonly norm: number;
}

/** One seed of one kind of features. */
export interface FeatureRun {
  /** `points[noise][ridge][width]`. */
  readonly points: readonly (readonly (readonly FeaturePoint[])[])[];
  /** Of the features of the training digits, for each width. */
  readonly smallestSingularValue: readonly number[];
  readonly largestSingularValue: readonly number[];
}

/**
 * Least squares on random features of digits for growing numbers of features: a model has the features of the smaller ones
 * and further ones. All shares of label noise are learned with the same digits and features.
 */
export async function featureRun(options: FeatureRunOptions): Promise<FeatureRun> {
  const { kind, seed, samples, noise, widths, ridges } = options;
  const sample = drawSample(seed, options);
  const test = testDigits(options.test);
  const widest = widths.at(-1) as number;
  const model = randomFeatures(PIXELS, widest, 10, { kind, seed, bandwidth: BANDWIDTH });
  const features = tidy(() => {
    const known = inputTable(mnist().train, Int32Array.from([...sample.train, ...sample.validation]));
    return model.features(pooled(tf.concat([known, test.images]), 2)) as typeof known;
  });
  const targets = oneHot(sample.labels);
  const points = noise.map(() => ridges.map((): FeaturePoint[] => []));
  const singularValues: (readonly [smallest: number, largest: number])[] = [];
  const columns = 10 * noise.length;
  const held = samples + options.validation;
  try {
    for (const { width, fits, singularValues: both } of regressions({ features, targets, widths, ridges })) {
      // Features of N units have the factor √(2 / N), those of the widest model √(2 / W).
      const scale = Math.sqrt(widest / width);
      singularValues.push([round(scale * both[0]), round(scale * both[1])]);
      fits.forEach(({ predictions, squaredNorms }, ridge) => {
        noise.forEach((_, level) => {
          const of = (from: number, to: number, labels: Uint8Array) =>
            errorAndLoss(predictions, columns, 10 * level, [from, to], labels);
          const train = of(0, samples, sample.labels[level] as Uint8Array);
          const validation = of(samples, held, sample.validationLabels);
          const unseen = of(held, held + options.test, test.labels);
          const squaredNorm = squaredNorms.slice(10 * level, 10 * level + 10).reduce((sum, value) => sum + value, 0);
          points[level]?.[ridge]?.push({
            trainError: round(train.error),
            trainLoss: round(train.loss),
            validationLoss: round(validation.loss),
            testError: round(unseen.error),
            testLoss: round(unseen.loss),
            norm: round(Math.sqrt(squaredNorm) / scale),
          });
        });
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    tf.dispose([features, targets, test.images]);
  }
  return {
    points,
    smallestSingularValue: singularValues.map(([smallest]) => smallest),
    largestSingularValue: singularValues.map(([, largest]) => largest),
  };
}
