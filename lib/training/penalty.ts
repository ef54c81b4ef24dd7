import type { Tensor } from "@tensorflow/tfjs";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import type { ContinualLearning } from "./continualLearning.js";

/** ½ Σ precision · (θ − centre)², which is added to the loss of each lane: trees like the parameters. */
export interface Penalty extends Record<string, TensorTree> {
  readonly precision: TensorTree;
  readonly centre: TensorTree;
}

export type MaybePenalty = Penalty | Record<string, never>;

/** The penalty of a run that begins with `params`; empty where there is never one. */
export function initialPenalty({ l2Initial }: ContinualLearning, params: TensorTree): MaybePenalty {
  if (l2Initial === undefined) return {};
  return { precision: mapTree((leaf) => tf.fill(leaf.shape, l2Initial.strength), params), centre: params };
}

/** The gradients of the loss with the penalty, of those without. */
export function penalized(gradients: TensorTree, params: TensorTree, { precision, centre }: MaybePenalty): TensorTree {
  if (precision === undefined || centre === undefined) return gradients;
  return mapTree(
    (gradient, parameter, stiffness, middle) => tf.add<Tensor>(gradient, tf.mul(stiffness, tf.sub(parameter, middle))),
    gradients,
    params,
    precision,
    centre,
  );
}
