import type { Tensor } from "@tensorflow/tfjs";
import { leaves, type TensorTree, tf, tidy, unflatten } from "momenta/engine";
import type { Model } from "momenta/models";
import type { ParameterValues } from "momenta/training";

/** Parameters that training told, as a model takes them: one replica for each. The caller disposes them. */
export function tensorsOf<Params extends TensorTree>(
  model: Model<Params>,
  replicas: readonly ParameterValues[],
): Params {
  const columns = replicas.map((values) => leaves<Float32Array>(values));
  return tidy(() => {
    const initial = model.init([1]);
    const stacked = leaves<Tensor>(initial).map(({ shape: [, ...shape] }, leaf) =>
      tf.stack(columns.map((column) => tf.tensor(Float32Array.from(column[leaf] as Float32Array), shape))),
    );
    return unflatten(initial, stacked) as Params;
  });
}
