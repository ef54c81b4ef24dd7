import type { Tensor } from "@tensorflow/tfjs";
import { kind, requireArgument } from "../../arguments/index.js";
import { flatten, type TensorTree, tf, tidy, unflatten } from "../../engine/index.js";
import type { Model } from "../../models/index.js";
import type { Trained } from "../run.js";
import { model as modelKind } from "../schema.js";
import type { ParameterArray } from "./parameterArray.js";
import { parametersOf } from "./parametersOf.js";

const someTrained = kind("a list of runs, or of their parameters", (value) => Array.isArray(value) && value.length > 0);

/**
 * The parameters of runs as tensors that a model takes: a replica for each run, each leaf [R, …]. The caller disposes them.
 *
 * ```ts
 * const runs = await train({ model, …, parameters: true });
 * const params = modelParameters(model, runs);
 * const logits = model.apply(params, inputs); // [R, N, outputs]
 * ```
 *
 * @param trained runs, which stand for their parameters after the last task, or parameters, as `run.parameters[0]`
 * @throws RangeError where there is no entry, or one has not the model's parameters, naming the leaf
 */
export function modelParameters<Params extends TensorTree>(model: Model<Params>, trained: readonly Trained[]): Params {
  requireArgument("modelParameters", "model", model, modelKind);
  requireArgument("modelParameters", "trained", trained, someTrained);
  return stacked("modelParameters", model, trained);
}

/** The same, in the name of another function. */
export function stacked<Params extends TensorTree>(
  caller: string,
  model: Model<Params>,
  trained: readonly Trained[],
): Params {
  const replicas = trained.map((one) => flatten<ParameterArray>(parametersOf(caller, one)));
  return tidy(() => {
    const initial = model.init([1]);
    const { leaves, paths } = flatten<Tensor>(initial);
    const joined = leaves.map(({ shape: [, ...shape] }, leaf) =>
      tf.stack(
        replicas.map((replica, at) => {
          const found = replica.leaves[leaf];
          if (replica.paths[leaf] === paths[leaf] && found?.shape.join() === shape.join()) {
            return tf.tensor(Float32Array.from(found), shape);
          }
          const which = trained.length > 1 ? `entry ${at}` : "what was trained";
          throw new RangeError(
            `${caller}: ${which} has no ${paths[leaf]} of shape [${shape.join(", ")}]; give a run of ${model.name}.`,
          );
        }),
      ),
    );
    return unflatten(initial, joined) as Params;
  });
}
