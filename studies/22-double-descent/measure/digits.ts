import type { Tensor2D, Tensor4D } from "@tensorflow/tfjs";
import { inputTable, mnist } from "momenta/datasets";
import { type Random, random, tf, tidy } from "momenta/engine";

/** The streams of random numbers of a sample: which digits, and which labels are wrong. */
const DIGITS = 5_000_000;
const NOISE = 5_000_001;

const CLASSES = 10;

/** Digits to learn from and to choose a model by, all from MNIST's training images. */
export interface Sample {
  /** Indices into the training images. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
  /** The labels of `train` that are learned: with each share of label noise, in its order. */
  readonly labels: readonly Uint8Array[];
  /** Those of `validation`, as they are. */
  readonly validationLabels: Uint8Array;
}

/** How large samples are, and how noisy. */
export interface SampleSizes {
  /** Digits to learn from. */
  readonly samples: number;
  /** Digits to choose a ridge, or the moment to stop, by. */
  readonly validation: number;
  /** The shares of training labels that are replaced by another class. */
  readonly noise: readonly number[];
}

/** The sample of a seed. A larger one begins with the digits of the smaller ones, with the same labels. */
export function drawSample(seed: number, { samples, validation, noise }: SampleSizes): Sample {
  const { count, labels } = mnist().train;
  const order = random(seed, DIGITS).shuffle(Int32Array.from({ length: count }, (_, index) => index));
  const train = order.slice(0, samples);
  const held = order.slice(count - validation);
  const clean = Uint8Array.from(train, (index) => labels[index] as number);
  return {
    train,
    validation: held,
    labels: noise.map((share) => noisy(clean, share, random(seed, NOISE))),
    validationLabels: Uint8Array.from(held, (index) => labels[index] as number),
  };
}

/** Every label, with probability `share` replaced by one of the other classes, each equally likely. */
export function noisy(labels: Uint8Array, share: number, { uniform, below }: Random): Uint8Array {
  return labels.map((label) => {
    const [draw, shift] = [uniform(), 1 + below(CLASSES - 1)];
    return draw < share ? (label + shift) % CLASSES : label;
  });
}

/** The first so many test images and their labels; the caller disposes the images. */
export function testDigits(count: number): { images: Tensor2D; labels: Uint8Array } {
  const { test } = mnist();
  const indices = Int32Array.from({ length: count }, (_, index) => index);
  return { images: inputTable(test, indices), labels: test.labels.slice(0, count) };
}

/** Images of 28 × 28 pixels made smaller, each pixel the mean of factor × factor: [B, 784] to [B, (28 / factor)²]. */
export function pooled(images: Tensor2D, factor: number): Tensor2D {
  return tidy(() => {
    const square = tf.reshape(images, [-1, 28, 28, 1]) as Tensor4D;
    return tf.reshape(tf.avgPool(square, factor, factor, "valid"), [-1, (28 / factor) ** 2]) as Tensor2D;
  });
}

/** Labels as one-hot rows, those of several label vectors side by side: [B, 10 · vectors]. */
export function oneHot(labels: readonly Uint8Array[]): Tensor2D {
  const [rows, columns] = [labels[0]?.length ?? 0, CLASSES * labels.length];
  const values = new Float32Array(rows * columns);
  labels.forEach((vector, place) => {
    vector.forEach((label, row) => {
      values[row * columns + CLASSES * place + label] = 1;
    });
  });
  return tf.tensor2d(values, [rows, columns]);
}
