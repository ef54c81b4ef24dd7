import type { Tensor, Tensor4D } from "@tensorflow/tfjs";
import { kind, list, requireOptions, whole } from "../arguments/index.js";
import { configured } from "../configuration/index.js";
import { tf } from "../engine/index.js";
import { type Dense, dense } from "./dense.js";
import { fanInUniform } from "./initializers.js";
import { initialLayers } from "./initialLayers.js";
import type { Model } from "./model.js";
import { unstack } from "./unstack.js";

/** The layers of a convolutional network. */
export interface CnnOptions {
  /** [height, width, channels] of an image. */
  readonly shape: readonly number[];
  /** The number of filters of each convolution, first to last. */
  readonly filters: readonly number[];
  /** Height and width of every filter. */
  readonly kernel: number;
  /** Side and stride of the max pooling after each convolution; 1 is no pooling. */
  readonly pooling: number;
  /** Width of the hidden layer after the convolutions. */
  readonly units: number;
  readonly classes: number;
}

const schema = {
  shape: kind(
    "[height, width, channels]",
    (value) => Array.isArray(value) && value.length === 3 && value.every(whole().allows),
  ),
  filters: list(whole(), "a list of positive integers"),
  kernel: whole(),
  pooling: whole(),
  units: whole(),
  classes: whole(),
};

/**
 * A record of layers, first to last: `convolution1`, `convolution2`, … with kernels [R, kernel, kernel, inputs, filters]
 * and biases [R, 1, filters]; then `hidden` and `output`.
 */
export type CnnParams = Record<string, Dense>;

/**
 * A convolutional network: convolution (stride 1, no padding), ReLU and max pooling, as often as there are `filters`, a
 * hidden layer of ReLU, and an output layer.
 *
 * ```ts
 * const model = cnn({ shape: [28, 28, 1], filters: [16, 32], kernel: 5, pooling: 2, units: 100, classes: 10 });
 * ```
 *
 * An image is a row of height · width · channels numbers, as `inputTable` lays it out. Every replica has convolutions of its
 * own: measured on two cores, that is the fastest way to have several (see models/README.md). Weights and biases start as
 * those of PyTorch's nn.Conv2d and nn.Linear do.
 *
 * Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998.
 *
 * @throws RangeError where an option is unknown or a size is no positive integer, or an image is too small for its convolutions and poolings
 */
export function cnn(options: CnnOptions): Model<CnnParams> {
  requireOptions("cnn", options, schema);
  const { shape, filters, kernel, pooling, units, classes } = options;
  const [height, width, channels] = shape as [number, number, number];
  const [rows, columns] = filters.reduce(([h, w]) => [pooled(h), pooled(w)] as const, [height, width] as const);
  if (rows < 1 || columns < 1) {
    throw new RangeError(
      `cnn: images of ${height} × ${width} are too small for ${filters.length} convolutions with kernels of ${kernel}, ` +
        `each followed by pooling by ${pooling}; give larger images, or fewer or smaller ones.`,
    );
  }
  const convolutions = filters.map((count, index) => ({
    name: `convolution${index + 1}`,
    kernelShape: [kernel, kernel, filters[index - 1] ?? channels, count],
  }));
  const flattened = rows * columns * (filters.at(-1) as number);

  function pooled(side: number): number {
    return Math.floor((side - kernel + 1) / pooling);
  }

  function convolve(images: Tensor, filter: Tensor, bias: Tensor): Tensor {
    const output = tf.relu(tf.add(tf.conv2d(images as Tensor4D, filter as Tensor4D, 1, "valid"), bias));
    return pooling === 1 ? output : tf.maxPool(output as Tensor4D, pooling, pooling, "valid");
  }

  return configured(
    {
      name: `CNN ${[height, ...filters, units, classes].join("-")}`,

      init(seeds) {
        const layer = initialLayers(seeds, fanInUniform);
        return Object.fromEntries([
          ...convolutions.map(({ name, kernelShape }) => [name, layer(kernelShape)]),
          ["hidden", layer([flattened, units])],
          ["output", layer([units, classes])],
        ]);
      },

      apply(params, inputs) {
        const batch = inputs.shape.at(-2) as number;
        const images = (rows: Tensor) => tf.reshape(rows, [batch, height, width, channels]);
        const shared = inputs.rank === 2 ? images(inputs) : null;
        const own = shared === null ? unstack(inputs, 0).map(images) : [];
        const layers = convolutions.map(({ name }) => ({
          kernels: unstack((params[name] as Dense).kernel, 0),
          biases: unstack((params[name] as Dense).bias, 0),
        }));
        const replicas = (params.output as Dense).kernel.shape[0] as number;
        const features = Array.from({ length: replicas }, (_, replica) => {
          const last = layers.reduce(
            (hidden, { kernels, biases }) => convolve(hidden, kernels[replica] as Tensor, biases[replica] as Tensor),
            shared ?? (own[replica] as Tensor),
          );
          return tf.reshape(last, [batch, flattened]);
        });
        const hidden = tf.relu(dense(tf.stack(features), params.hidden as Dense));
        return dense(hidden, params.output as Dense);
      },
    },
    { model: "cnn", shape, filters, kernel, pooling, units, classes },
  );
}
