import type { Tensor } from "@tensorflow/tfjs";
import { kind, requireArgument } from "../../arguments/index.js";
import { type TensorTree, tf, tidy } from "../../engine/index.js";
import type { Model } from "../../models/index.js";
import type { Trained } from "../run.js";
import { stacked } from "./modelParameters.js";

const inputsKind = kind(
  "a list of rows of numbers, one for each example, or a tensor [examples, features]",
  (value) => value instanceof tf.Tensor || (Array.isArray(value) && value.length > 0 && value.every(Array.isArray)),
);

/**
 * What a trained model makes of inputs: its outputs for each example, before a softmax.
 *
 * ```ts
 * const [[height]] = predict(model, run, [[0.5]]);
 * ```
 *
 * @param inputs as the model was trained on them: images of the data sets as brightness from 0 to 1
 * @throws RangeError where the parameters are not the model's, or the inputs no rows of numbers
 */
export function predict<Params extends TensorTree>(
  model: Model<Params>,
  trained: Trained,
  inputs: readonly (readonly number[])[] | Tensor,
): number[][] {
  requireArgument("predict", "inputs", inputs, inputsKind);
  return tidy(() => {
    const params = stacked("predict", model, [trained]);
    const given = inputs instanceof tf.Tensor ? inputs : tf.tensor2d(inputs as number[][]);
    const outputs = tf.squeeze(applied(model, params, given), [0]);
    if (outputs.rank === 2) return outputs.arraySync() as number[][];
    throw new RangeError(
      `predict: ${model.name} gives outputs of shape [${outputs.shape.join(", ")}], not one row for each example; call model.apply with modelParameters(model, [run]).`,
    );
  });
}

function applied(model: Model, params: TensorTree, inputs: Tensor): Tensor {
  try {
    return model.apply(params, inputs);
  } catch (error) {
    throw new RangeError(
      `predict: ${model.name} does not take inputs of shape [${inputs.shape.join(", ")}]: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
