import { optional, requireOptions } from "../arguments/index.js";
import { mapTree, type TensorTree } from "../engine/index.js";
import { fraction, nonNegative } from "./check.js";
import { descent } from "./descent.js";
import { described } from "./described.js";
import type { Hyperparameter, Optimizer } from "./optimizer.js";
import { type MomentumState, rolling, velocityMethod } from "./velocity.js";

export interface SgdOptions {
  readonly learningRate: Hyperparameter;
  /** β of the heavy ball; left out, there is no velocity and no state. */
  readonly momentum?: Hyperparameter;
}

export type SgdState = Record<never, TensorTree>;

/**
 * Stochastic gradient descent, with `momentum` as Polyak's heavy ball.
 *
 *     θ ← θ − lr · g                            without momentum
 *     v ← β · v + g,   θ ← θ − lr · v           with momentum
 *
 * The velocity has the shape of the parameters, starts at 0, and is what PyTorch's SGD keeps (dampening 0).
 * Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 *
 * @throws RangeError where learningRate is negative or not finite, or momentum outside [0, 1)
 */
export function sgd(options: { readonly learningRate: Hyperparameter }): Optimizer<SgdState>;
export function sgd(options: Required<SgdOptions>): Optimizer<MomentumState>;
export function sgd(options: SgdOptions): Optimizer<SgdState> | Optimizer<MomentumState>;
export function sgd(options: SgdOptions): Optimizer<SgdState> | Optimizer<MomentumState> {
  const name = options?.momentum === undefined ? "SGD" : "SGD + momentum";
  requireOptions(name, options, { learningRate: nonNegative, momentum: optional(fraction) });
  const { learningRate, momentum } = options;
  return momentum === undefined
    ? plain(learningRate)
    : velocityMethod(name, "sgd", { learningRate, momentum }, rolling);
}

function plain(learningRate: Hyperparameter): Optimizer<SgdState> {
  return described(
    {
      name: "SGD",
      init: () => ({}),
      update: (gradients) => [mapTree((gradient) => descent(learningRate, gradient), gradients), {}],
    },
    "sgd",
    { learningRate },
  );
}
