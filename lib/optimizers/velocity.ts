import type { Tensor } from "@tensorflow/tfjs";
import { requireOptions } from "../arguments/index.js";
import { mapTree, type TensorTree, tf } from "../engine/index.js";
import { fraction, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import { alongReplicas, type Hyperparameter, type Optimizer } from "./optimizer.js";
import { zeros } from "./zeros.js";

/** What the methods with a velocity remember. */
export interface MomentumState extends Record<string, TensorTree> {
  /** v, in the shape of the parameters, 0 at first. */
  readonly velocity: TensorTree;
}

/** The learning rate, and β. */
export interface VelocityOptions {
  readonly learningRate: Hyperparameter;
  readonly momentum: Hyperparameter;
}

export const velocitySchema = { learningRate: nonNegative, momentum: fraction };

/** A velocity and a gradient, of one parameter, to a velocity or a direction. */
type Join = (momentum: Hyperparameter, velocity: Tensor, gradient: Tensor) => Tensor;

/** β · v + g. */
export const rolling: Join = (momentum, v, gradient) => tf.add(tf.mul(alongReplicas(momentum, v), v), gradient);

/**
 * A method that goes by a velocity: v ← next(β, v, g), θ ← θ − lr · direction(β, v, g).
 *
 * @throws RangeError where learningRate is negative or not finite, or momentum outside [0, 1)
 */
export function velocityMethod(
  name: string,
  method: string,
  options: VelocityOptions,
  next: Join,
  direction: Join = (_, v) => v,
): Optimizer<MomentumState> {
  requireOptions(name, options, velocitySchema);
  const { learningRate, momentum } = options;
  const joined = (join: Join, v: TensorTree, gradients: TensorTree) =>
    mapTree((leaf, gradient) => join(momentum, leaf, gradient), v, gradients);
  return described(
    {
      name,
      init: (params) => ({ velocity: zeros(params) }),
      update(gradients, state) {
        const velocity = joined(next, state.velocity, gradients);
        return [mapTree((step) => descent(learningRate, step), joined(direction, velocity, gradients)), { velocity }];
      },
    },
    method,
    { learningRate, momentum },
  );
}
