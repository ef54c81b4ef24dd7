import { tf } from "momenta/engine";
import { type Landscape, landscape } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { pathOf } from "../../common/index.js";
import { round } from "../../core/index.js";
import type { MomentumOnAQuadricOptions } from "../options.js";
import { bestForms } from "./closedForms.js";
import type { Setting } from "./velocity.js";

/** Runs on a chain of weights, of which the first is pulled to 1. */
export interface Chain {
  readonly weights: number;
  /** λₙ / λ₁. */
  readonly kappa: number;
  /** wᵢᵏ, `[k][i]`. */
  readonly sgd: readonly (readonly number[])[];
  readonly momentum: readonly (readonly number[])[];
  /** The solution w*. */
  readonly solution: readonly number[];
}

/** κ of a chain without an end. */
const KAPPA = 1000;

/**
 * ½ (w₁ − 1)² + ½ Σ (wᵢ − wᵢ₊₁)² + 2 / (κ − 1) ‖w‖², wₙ₊₁ = 0: news of the 1 goes one weight further with each update,
 * whatever the method. Goh 2017, “The resisting oracle”; Nesterov, “Introductory lectures on convex optimization”, 2004.
 */
function chainLandscape(weights: number): Landscape {
  return landscape({
    name: "Chain",
    dimension: weights,
    value(points) {
      const first = tf.slice(points, [0, 0], [-1, 1]);
      const padded = tf.concat([tf.onesLike(first), points, tf.zerosLike(first)], 1);
      const steps = tf.sub(tf.slice(padded, [0, 0], [-1, weights + 1]), tf.slice(padded, [0, 1], [-1, weights + 1]));
      const pull = tf.mul(2 / (KAPPA - 1), tf.sum(tf.square(points), 1));
      return tf.add(tf.mul(0.5, tf.sum(tf.square(steps), 1)), pull);
    },
    minima: [],
    saddles: [],
    box: { lower: [], upper: [] },
    start: Array<number>(weights).fill(0),
  });
}

/** w*: sinh((n + 1 − i) θ) / sinh((n + 1) θ) with 2 cosh θ = 2 + 4 / (κ − 1). */
function solutionOf(weights: number): number[] {
  const theta = Math.acosh(1 + 2 / (KAPPA - 1));
  return Array.from({ length: weights }, (_, i) => Math.sinh((weights - i) * theta) / Math.sinh((weights + 1) * theta));
}

/** Gradient descent and the heavy ball with their best parameters, from 0. */
export function chain({ weights }: MomentumOnAQuadricOptions): Chain {
  const eigenvalue = (j: number) => 4 / (KAPPA - 1) + 2 - 2 * Math.cos((j * Math.PI) / (weights + 1));
  const [smallest, largest] = [eigenvalue(1), eigenvalue(weights)];
  const kappa = largest / smallest;
  const landscape = chainLandscape(weights);
  const walk = ({ learningRate, momentum }: Setting) => {
    const optimizer = sgd({ learningRate: learningRate / smallest, momentum });
    const { points } = pathOf(landscape, optimizer, landscape.start, 2 * weights);
    return points.map((point) => point.map((value) => round(value)));
  };
  return {
    weights,
    kappa: round(kappa),
    sgd: walk(bestForms.sgd(kappa)),
    momentum: walk(bestForms.momentum(kappa)),
    solution: solutionOf(weights).map((value) => round(value)),
  };
}
