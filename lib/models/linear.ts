import { configurationOf, configured } from "../configuration/index.js";
import { type MlpOptions, type MlpParams, mlp } from "./mlp.js";
import type { Model } from "./model.js";

/**
 * A model without hidden layer, inputs · kernel + bias: softmax regression under `softmaxCrossEntropy`, logistic regression
 * with one output under `sigmoidCrossEntropy`, linear regression under `squaredError`. Its one layer is called `output`.
 *
 * ```ts
 * const { init, apply } = linear(784, 10, { initializer: zeros });
 * ```
 *
 * @throws RangeError where `features` or `classes` is no positive integer
 */
export function linear(
  features: number,
  classes: number,
  options: Pick<MlpOptions, "initializer"> = {},
): Model<MlpParams> {
  const model = mlp([features, classes], options);
  return configured({ ...model, name: `linear ${features}-${classes}` }, configurationOf(model));
}
