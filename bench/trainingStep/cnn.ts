import { type Model, random, streams, tf } from "momenta";

/** Kernel and bias of each layer, first to last. Convolutions: [1, 3, 3, inputs, channels] and [1, 1, channels]. */
type CnnParams = Record<string, Record<"kernel" | "bias", tf.Tensor>>;

const layers = [
  { name: "layer1", kernel: [3, 3, 1], outputs: 16 },
  { name: "layer2", kernel: [3, 3, 16], outputs: 32 },
  { name: "output", kernel: [7 * 7 * 32], outputs: 10 },
] as const;

/**
 * Images of 28 × 28 as rows [B, 784] or [1, B, 784], two convolutions and a dense layer, for one replica.
 *
 * Weights and biases start uniform within 1 / √fanIn.
 */
export const cnn: Model<CnnParams> = {
  name: "CNN 16-32-10",

  init(seeds) {
    if (seeds.length !== 1) throw new Error(`cnn: ${seeds.length} seeds; this network has one replica.`);
    const generator = random(seeds[0] as number, streams.parameters);
    const draw = (shape: number[], fanIn: number) => {
      const values = new Float32Array(tf.util.sizeFromShape(shape));
      for (let index = 0; index < values.length; index++) values[index] = (2 * generator.uniform() - 1) / fanIn ** 0.5;
      return tf.tensor(values, [1, ...shape]);
    };
    return Object.fromEntries(
      layers.map(({ name, kernel, outputs }) => {
        const fanIn = tf.util.sizeFromShape([...kernel]);
        return [name, { kernel: draw([...kernel, outputs], fanIn), bias: draw([1, outputs], fanIn) }];
      }),
    );
  },

  apply(params, inputs) {
    const [layer1, layer2, output] = layers.map(({ name }) => params[name]) as [Layer, Layer, Layer];
    const images = tf.reshape<tf.Rank.R4>(inputs, [-1, 28, 28, 1]);
    const hidden = convolution(convolution(images, layer1), layer2);
    const rows = tf.reshape(hidden, [1, images.shape[0], 7 * 7 * 32]);
    return tf.add(tf.matMul(rows, output.kernel), output.bias);
  },
};

type Layer = CnnParams[string];

function convolution(images: tf.Tensor4D, { kernel, bias }: Layer): tf.Tensor4D {
  const filters = tf.reshape<tf.Rank.R4>(kernel, kernel.shape.slice(1) as [number, number, number, number]);
  const sums = tf.add(tf.conv2d(images, filters, 1, "same"), bias);
  return tf.maxPool(tf.relu(sums) as tf.Tensor4D, 2, 2, "valid");
}
