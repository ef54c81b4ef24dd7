import { configurationOf, configured } from "../configuration/index.js";
import { type Activation, activations } from "./activations.js";
import { type Dense, dense } from "./dense.js";
import { fanInUniform, type Initializer } from "./initializers.js";
import { initialLayers } from "./initialLayers.js";
import type { Model } from "./model.js";

/** What an MLP can have otherwise. */
export interface MlpOptions {
  /** What follows every layer but the last; ReLU where nothing is said. */
  readonly activation?: Activation;
  /** Where weights and biases start: where nothing is said, where those of PyTorch's nn.Linear do (`fanInUniform`). */
  readonly initializer?: Initializer;
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
 * @param widths number of features, of units of each hidden layer, of classes
 * @throws Error where `widths` has fewer than two entries, or one that is no positive integer, or the activation is unknown
 */
export function mlp(
  widths: readonly number[],
  { activation = "relu", initializer = fanInUniform }: MlpOptions = {},
): Model<MlpParams> {
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
