import type { Tensor } from "@tensorflow/tfjs";
import { number, oneOf, optional, requireArgument, requireOptions, whole } from "../arguments/index.js";
import { configured } from "../configuration/index.js";
import { type Random, random, streams, tf } from "../engine/index.js";
import { dense } from "./dense.js";
import { zeros } from "./initializers.js";
import { linear } from "./linear.js";
import type { MlpParams } from "./mlp.js";
import type { Model } from "./model.js";

/** Which random features, and which draw of them. */
export interface RandomFeaturesOptions {
  /**
   * `relu`: √(2/width) · max(v · x, 0), v uniform on the unit sphere.
   * `fourier`: √(2/width) · cos(v · x + b), the entries of v from N(0, 1/bandwidth²), b from U(0, 2π).
   */
  readonly kind: "relu" | "fourier";
  /** Determines the features, for all replicas; the replicas differ in what they learn on. */
  readonly seed: number;
  /** Of the Gaussian kernel that Fourier features stand for: exp(−|x − y|² / (2 · bandwidth²)); 5 where nothing is said. */
  readonly bandwidth?: number;
}

const schema = {
  kind: oneOf("relu", "fourier"),
  seed: number("a whole number from 0 to 2³² − 1", (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32),
  bandwidth: optional(number("a finite number above 0", (value) => value > 0)),
};

/** A model of fixed features, of which only the output layer is trained. */
export interface RandomFeatures extends Model<MlpParams> {
  /** [B, width], or [R, B, width] for a batch for each replica: what the output layer sees, for least squares for one. */
  features(inputs: Tensor): Tensor;
}

/**
 * Random features with a trained linear output: logits = features(x) · kernel + bias.
 *
 * The first layer is drawn once, is no parameter, and no update reaches it. The output starts at 0, from where gradient
 * descent on a squared error goes to the solution of least norm. For many updates on few examples compute `features` once
 * and train `linear(width, classes)` on them.
 *
 * Sources: Rahimi and Recht, "Random features for large-scale kernel machines", NIPS 2007, algorithm 1; Belkin, Hsu, Ma
 * and Mandal, "Reconciling modern machine-learning practice and the classical bias-variance trade-off", PNAS 2019, which
 * leaves out the factor √(2/width) (least squares predicts the same without) and takes bandwidth 5 on digits.
 *
 * @param inputs number of features of an example
 * @param width number of random features
 * @throws RangeError where an option is unknown, a number is out of its range, or the kind is unknown
 */
export function randomFeatures(
  inputs: number,
  width: number,
  classes: number,
  options: RandomFeaturesOptions,
): RandomFeatures {
  requireArgument("randomFeatures", "inputs", inputs, whole());
  requireArgument("randomFeatures", "width", width, whole());
  requireArgument("randomFeatures", "classes", classes, whole());
  requireOptions("randomFeatures", options, schema);
  const { kind, seed, bandwidth = 5 } = options;
  const { init, apply } = linear(width, classes, { initializer: zeros });
  const generator = random(seed, streams.parameters);
  const fixed = kind === "relu" ? onSphere(inputs, width, generator) : spectrum(inputs, width, bandwidth, generator);
  const scale = Math.sqrt(2 / width);

  function features(x: Tensor): Tensor {
    // TensorFlow shares an array's memory with the tensor made of it, so every tensor has an array of its own.
    const layer = {
      kernel: tf.tensor(fixed.kernel.slice(), [1, inputs, width]),
      bias: tf.tensor(fixed.bias.slice(), [1, 1, width]),
    };
    const shape = [...x.shape.slice(0, -1), width];
    const product = tf.reshape(dense(tf.reshape(x, [-1, inputs]), layer), shape);
    return tf.mul(scale, kind === "relu" ? tf.relu(product) : tf.cos(product));
  }

  return configured(
    {
      name: `random ${kind === "relu" ? "ReLU" : "Fourier"} features ${inputs}-${width}-${classes}`,
      init,
      apply: (params, x) => apply(params, features(x)),
      features,
    },
    { model: "randomFeatures", inputs, width, classes, kind, seed, bandwidth },
  );
}

/** The fixed layer: kernel inputs × width, row by row, and a bias for each feature. */
interface FixedLayer {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

function onSphere(inputs: number, width: number, generator: Random): FixedLayer {
  const kernel = new Float32Array(inputs * width);
  for (let unit = 0; unit < width; unit++) {
    const direction = Float64Array.from({ length: inputs }, () => generator.normal());
    const norm = Math.hypot(...direction);
    direction.forEach((value, input) => {
      kernel[input * width + unit] = value / norm;
    });
  }
  return { kernel, bias: new Float32Array(width) };
}

function spectrum(inputs: number, width: number, bandwidth: number, generator: Random): FixedLayer {
  return {
    kernel: Float32Array.from({ length: inputs * width }, () => generator.normal() / bandwidth),
    bias: Float32Array.from({ length: width }, () => 2 * Math.PI * generator.uniform()),
  };
}
