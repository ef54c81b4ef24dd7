import type { Tensor } from "@tensorflow/tfjs";
import { type TensorTree, tf } from "../engine/index.js";
import type { Model } from "../models/index.js";

/** The logit of a unit that does not compete: its probability is 0, and 0 times it is 0, as it is not of minus infinity. */
const ABSENT = -1e30;

/**
 * The model's logits, or its outputs where there are no classes; next to minus infinity for the units that do not compete.
 *
 * @param inputs [R, B, features]
 * @param task [R] or, for each example, [R, B], int32: a row of `competing`, [T, outputs], bool
 */
export function logits(
  model: Model,
  params: TensorTree,
  inputs: Tensor,
  task: Tensor,
  { competing }: { readonly competing: Tensor | undefined },
): Tensor {
  const all = model.apply(params, inputs);
  if (competing === undefined) return all;
  return tf.where(
    tf.reshape(tf.gather(competing, task), [-1, task.shape[1] ?? 1, competing.shape[1] as number]),
    all,
    ABSENT,
  );
}
