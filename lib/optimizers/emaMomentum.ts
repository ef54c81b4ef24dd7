import { movingAverage } from "./movingAverage.js";
import type { Optimizer } from "./optimizer.js";
import { type MomentumState, type VelocityOptions, velocityMethod } from "./velocity.js";

/**
 * Momentum as an exponential moving average of gradients.
 *
 *     v ← β · v + (1 − β) · g
 *     θ ← θ − lr · v
 *
 * The velocity has the shape of the parameters and starts at 0. The heavy ball, `sgd` with momentum, at learning rate
 * (1 − β) · lr takes the same steps: here β can be varied and the steps keep their size.
 * Source: the first moment of Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
 *
 * @throws RangeError where learningRate is negative or not finite, or momentum outside [0, 1)
 */
export function emaMomentum(options: VelocityOptions): Optimizer<MomentumState> {
  return velocityMethod("SGD + EMA momentum", "emaMomentum", options, movingAverage);
}
