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
export function initialPenalty({ l2Initial, ewc }: ContinualLearning, params: TensorTree): MaybePenalty {
  if (l2Initial === undefined && ewc === undefined) return {};
  const { strength } = l2Initial ?? { strength: 0 };
  return { precision: mapTree((leaf) => tf.fill(leaf.shape, strength), params), centre: params };
}

/**
 * The penalty with another one added: two parabolas are one, up to a constant,
 *
 *     p (θ − c)² + q (θ − d)² = (p + q) (θ − c − q/(p + q) · (d − c))² + …
 */
export function addPenalty({ precision, centre }: Penalty, { precision: more, centre: other }: Penalty): Penalty {
  const sum = mapTree((p, q) => tf.add<Tensor>(p, q), precision, more);
  const middle = mapTree(
    (c, d, q, total) => tf.add<Tensor>(c, tf.mul(tf.divNoNan(q, total), tf.sub(d, c))),
    centre,
    other,
    more,
    sum,
  );
  return { precision: sum, centre: middle };
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
