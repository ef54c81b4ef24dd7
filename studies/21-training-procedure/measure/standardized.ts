import type { Tensor1D, Tensor2D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import { type DigitTable, divide } from "./digits.js";

/** Digits to learn: inputs with mean 0 and variance 1 over all pixels, and one-hot labels. */
export interface Standardized {
  readonly inputs: Tensor2D;
  readonly targets: Tensor2D;
}

/** The training digits of a seed. */
export function standardized(seed: number, samples: number, { images, labels, byEase }: DigitTable): Standardized {
  const { training } = divide(seed, "at random", samples, byEase);
  return tidy(() => {
    const inputs = tf.gather(images, tf.tensor1d(training, "int32"));
    const { mean, variance } = tf.moments(inputs);
    const classes = tf.tensor1d(
      Int32Array.from(training, (place) => labels[place] as number),
      "int32",
    ) as Tensor1D;
    return {
      inputs: tf.div(tf.sub(inputs, mean), tf.sqrt(variance)) as Tensor2D,
      targets: tf.cast(tf.oneHot(classes, 10), "float32") as Tensor2D,
    };
  });
}
