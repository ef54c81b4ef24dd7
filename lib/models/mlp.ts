import { kind, oneOf, optional, requireArgument, requireOptions, type Schema } from "../arguments/index.js";
import { configurationOf, configured } from "../configuration/index.js";
import { type Activation, activations } from "./activations.js";
import { type Dense, dense } from "./dense.js";
import { fanInUniform, type Initializer, initializerKind } from "./initializers.js";
import { initialLayers } from "./initialLayers.js";
import type { Model } from "./model.js";

/** What an MLP can have otherwise. */
export interface MlpOptions {
  /** What follows every layer but the last; ReLU where nothing is said. */
  readonly activation?: Activation;
  /** Where weights and biases start: where nothing is said, where those of PyTorch's nn.Linear do (`fanInUniform`). */
  readonly initializer?: Initializer;
}

const schema: Schema<MlpOptions> = {
  activation: optional(oneOf(...Object.keys(activations))),
  initializer: optional(initializerKind),
};

const layerWidths = kind(
  "a list of at least features and classes, all positive integers",
  (value) => Array.isArray(value) && value.length >= 2 && value.every((width) => Number.isInteger(width) && width >= 1),
);

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
 * @param widths number of features, of units of each hidden layer, of classes
 * @throws RangeError where `widths` has fewer than two entries, or one that is no positive integer, or there is no such option,
 *   activation or initializer
 */
export function mlp(widths: readonly number[], options: MlpOptions = {}): Model<MlpParams> {
  requireArgument("mlp", "widths", widths, layerWidths);
  requireOptions("mlp", options, schema);
  const { activation = "relu", initializer = fanInUniform } = options;
  const activate = activations[activation];
  const last = widths.length - 2;
  const shapes = widths.slice(1).map((outputs, index) => ({
    name: index === last ? "output" : `layer${index + 1}`,
    kernelShape: [widths[index] as number, outputs],
  }));

  const model: Model<MlpParams> = {
    name: `MLP ${widths.join("-")}`,

    init(seeds) {
      const layer = initialLayers(seeds, initializer);
      return Object.fromEntries(shapes.map(({ name, kernelShape }) => [name, layer(kernelShape)]));
    },

    apply(params, inputs) {
      return shapes.reduce((hidden, { name }) => {
        const output = dense(hidden, params[name] as Dense);
        return name === "output" ? output : activate(output);
      }, inputs);
    },
  };
  const start = configurationOf(initializer);
  return configured(model, start && { model: "mlp", widths, activation, initializer: start });
}
