import type { Tensor } from "@tensorflow/tfjs";
import { type Kind, kind, list, requireArgument } from "../../arguments/index.js";
import { flatten, leaves, type TensorTree, tf, tidy, unflatten } from "../../engine/index.js";
import type { Model } from "../../models/index.js";
import type { ParameterValues } from "../run.js";
import { model as modelKind } from "../schema.js";
import { ParameterArray } from "./parameterArray.js";

const WHERE = "which `train` returns with `parameters: true`";
const areParameters = (value: unknown) => {
  const found = leaves<unknown>(value as ParameterValues);
  return found.length > 0 && found.every((leaf) => leaf instanceof ParameterArray);
};

/** The parameters of one run. */
export const parametersKind: Kind = kind(`the parameters of a run after a task, ${WHERE}`, areParameters);

const ofRuns = list(parametersKind, `a list of the parameters of runs, ${WHERE}`);

/**
 * The parameters that runs of `train` return, as tensors that a model takes: a replica for each entry of `values`, each leaf
 * [R, …]. The caller disposes them.
 *
 * ```ts
 * const runs = await train({ model, …, parameters: true });
 * const params = modelParameters(model, runs.map((run) => run.parameters[0])); // after the first task
 * const logits = model.apply(params, inputs); // [R, N, outputs]
 * ```
 *
 * @throws RangeError where there is no entry, or one has not the model's parameters, naming the leaf
 */
export function modelParameters<Params extends TensorTree>(
  model: Model<Params>,
  values: readonly ParameterValues[],
): Params {
  requireArgument("modelParameters", "model", model, modelKind);
  requireArgument("modelParameters", "values", values, ofRuns);
  const replicas = values.map((replica) => flatten<ParameterArray>(replica));
  return tidy(() => {
    const initial = model.init([1]);
    const { leaves, paths } = flatten<Tensor>(initial);
    const stacked = leaves.map(({ shape: [, ...shape] }, leaf) =>
      tf.stack(
        replicas.map((replica, at) => {
          const found = replica.leaves[leaf];
          if (replica.paths[leaf] === paths[leaf] && found?.shape.join() === shape.join()) {
            return tf.tensor(Float32Array.from(found), shape);
          }
          throw new RangeError(
            `modelParameters: values[${at}] has no ${paths[leaf]} of shape [${shape.join(", ")}]; give the parameters of a run of ${model.name}.`,
          );
        }),
      ),
    );
    return unflatten(initial, stacked) as Params;
  });
}
