import type { Tensor } from "@tensorflow/tfjs";
import { configured } from "../configuration/index.js";
import { random, streams } from "../engine/random.js";
import { tf } from "../engine/tensorflow.js";
import { type Dense, dense } from "./dense.js";
import { fanInUniform } from "./initializers.js";
import type { Model } from "./model.js";

const activations = { relu: (x: Tensor) => tf.relu(x), tanh: (x: Tensor) => tf.tanh(x) };

export interface MlpOptions {
  /** What follows every layer but the last. */
  readonly activation?: keyof typeof activations;
}

/** A record of layers, first to last: `layer1`, `layer2`, …, `output`. */
export type MlpParams = Record<string, Dense>;

/**
 * A multilayer perceptron: h ← activation(h · kernel + bias) for every layer, the last one without activation.
 *
 * ```ts
 * const { init, apply } = mlp([784, 100, 100, 10]);
 * const logits = apply(init([1, 2, 3]), images);
 * ```
 *
 * Weights and biases start as those of PyTorch's nn.Linear do (see `fanInUniform`).
 *
 * @param widths number of features, of units of each hidden layer, of classes
 * @throws Error where `widths` has fewer than two entries, or one that is no positive integer, or the activation is unknown
 */
export function mlp(widths: readonly number[], { activation = "relu" }: MlpOptions = {}): Model<MlpParams> {
  if (widths.length < 2 || widths.some((width) => !Number.isInteger(width) || width < 1)) {
    throw new Error(
      `mlp: widths are [${widths.join(", ")}]; give at least features and classes, all positive integers.`,
    );
  }
  if (!Object.hasOwn(activations, activation)) {
    throw new Error(
      `mlp: no activation is called "${activation}"; give one of ${Object.keys(activations).join(", ")}.`,
    );
  }
  const activate = activations[activation];
  const last = widths.length - 2;
  const shapes = widths.slice(1).map((outputs, index) => ({
    name: index === last ? "output" : `layer${index + 1}`,
    inputs: widths[index] as number,
    outputs,
  }));

  const model: Model<MlpParams> = {
    name: `MLP ${widths.join("-")}`,

    init(seeds) {
      const generators = seeds.map((seed) => random(seed, streams.parameters));
      const draw = (rows: number, columns: number, fanIn: number): Tensor => {
        const values = new Float32Array(seeds.length * rows * columns);
        generators.forEach((generator, replica) => {
          const start = replica * rows * columns;
          fanInUniform(values.subarray(start, start + rows * columns), fanIn, generator);
        });
        return tf.tensor(values, [seeds.length, rows, columns]);
      };
      return Object.fromEntries(
        shapes.map(({ name, inputs, outputs }) => [
          name,
          { kernel: draw(inputs, outputs, inputs), bias: draw(1, outputs, inputs) },
        ]),
      );
    },

    apply(params, inputs) {
      return shapes.reduce((hidden, { name }) => {
        const output = dense(hidden, params[name] as Dense);
        return name === "output" ? output : activate(output);
      }, inputs);
    },
  };
  return configured(model, { model: "mlp", widths, activation });
}
