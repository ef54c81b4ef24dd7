import type { Tensor } from "@tensorflow/tfjs";
import { tf } from "momenta/engine";
import { cliff as landscape } from "momenta/landscapes";
import { type Optimizer, type SgdState, sgd } from "momenta/optimizers";
import { gradientNorms, pathOf } from "../../common/index.js";
import { round } from "../../core/index.js";
import type { CurvatureAndPreconditioningOptions } from "../options.js";

/** Gradient descent towards a cliff. */
export interface CliffDescent {
  readonly points: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly gradients: readonly number[];
  /** The longest step, and the update that takes it. */
  readonly longest: { readonly update: number; readonly length: number };
}

const LEARNING_RATE = 1;
const UPDATES = 120;

/** From the landscape's start to the cliff, as it is and with gradients clipped to a norm. */
export function cliff({
  threshold,
}: CurvatureAndPreconditioningOptions): Readonly<Record<"plain" | "clipped", CliffDescent>> {
  const plain = sgd({ learningRate: LEARNING_RATE });
  return { plain: descend(plain), clipped: descend(clip(plain, threshold)) };
}

function descend(optimizer: Optimizer): CliffDescent {
  const { points, values } = pathOf(landscape, optimizer, landscape.start, UPDATES);
  const steps = points.slice(1).map(([x = 0, y = 0], at) => {
    const [before = 0, below = 0] = points[at] as readonly number[];
    return Math.hypot(x - before, y - below);
  });
  const length = Math.max(...steps);
  return {
    points: points.map((point) => point.map((value) => round(value))),
    values: values.map((value) => round(value)),
    gradients: gradientNorms(landscape, points).map((norm) => round(norm)),
    longest: { update: steps.indexOf(length) + 1, length: round(length) },
  };
}

/**
 * An optimizer whose gradients are shortened to a norm where they are longer, g ← g · min(1, c / ‖g‖), for parameters that are
 * one tensor [R, n].
 *
 * Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
function clip(optimizer: Optimizer<SgdState>, threshold: number): Optimizer<SgdState> {
  return {
    ...optimizer,
    update(gradients, state, params) {
      const gradient = gradients as Tensor;
      const norm = tf.norm(gradient, "euclidean", 1, true);
      const short = tf.mul(gradient, tf.minimum(1, tf.div(threshold, tf.maximum(norm, 1e-30))));
      return optimizer.update(short, state, params);
    },
  };
}
