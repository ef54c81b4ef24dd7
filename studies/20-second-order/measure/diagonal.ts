import type { Tensor } from "@tensorflow/tfjs";
import { random, tf, tidy } from "momenta/engine";
import { type Quadric, quadric, randomRotation } from "momenta/landscapes";
import { adam, diagonalNewton, newton, type ObjectiveOptimizer, type Optimizer, rmsprop } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { pathOf, spectrum } from "../../common/index.js";
import { round, roundInterval } from "../../core/index.js";
import type { SecondOrderOptions } from "../options.js";

/** The printed approximation g / √(g² + ε): RMSProp without memory, ε inside the root. */
export function printed(learningRate: number, epsilon: number): Optimizer {
  return { ...rmsprop({ learningRate, decay: 0, epsilon, epsilonInsideRoot: true }), name: "g / √(g² + ε)" };
}

/** The cosine of the angle between a method's step and Newton's, its mean and interval over points of a quadric. */
export interface Alignment {
  readonly method: string;
  /** The axes of the quadric are the coordinates. */
  readonly straight: Interval;
  /** They are turned at random. */
  readonly rotated: Interval;
  /** They are the coordinates, and all |wᵢ| are equal. */
  readonly equal: Interval;
}

/** The way of a method on the quadric in the directions of its coordinates. */
export interface Approach {
  readonly method: string;
  /** The distance as a share of the first. */
  readonly distances: readonly number[];
}

export interface DiagonalApproximation {
  readonly alignments: readonly Alignment[];
  readonly approaches: readonly Approach[];
}

const DIMENSION = 10;
const EPSILON = 1e-8;

/** The printed approximation, Newton's method with the exact diagonal, and the gradient beside Newton's own step. */
export function diagonal({ points, conditionNumber }: SecondOrderOptions): DiagonalApproximation {
  const eigenvalues = spectrum(conditionNumber, DIMENSION);
  const straight = quadric({ eigenvalues });
  const rotated = quadric({ eigenvalues, rotation: randomRotation(DIMENSION, 1) });
  const { normal } = random(1, 0);
  const starts = Array.from({ length: points }, () => Array.from({ length: DIMENSION }, () => normal()));
  const signs = starts.map((start) => start.map(Math.sign));
  const methods: readonly { name: string; step: (landscape: Quadric, at: Tensor) => Tensor }[] = [
    { name: "gradient", step: ({ gradient }, at) => tf.neg(gradient(at)) },
    {
      name: "g / √(g² + ε)",
      step: ({ gradient }, at) => {
        const optimizer = printed(1, EPSILON);
        return optimizer.update(gradient(at), optimizer.init(at), at)[0] as Tensor;
      },
    },
    { name: "Diagonal Newton", step: ({ value }, at) => diagonalNewton().update(value, {}, at)[0] },
  ];
  return {
    alignments: methods.map(({ name, step }) => ({
      method: name,
      straight: alignment(straight, step, starts),
      rotated: alignment(rotated, step, starts),
      equal: alignment(straight, step, signs),
    })),
    approaches: approaches(straight),
  };
}

function alignment(
  landscape: Quadric,
  step: (landscape: Quadric, at: Tensor) => Tensor,
  starts: readonly (readonly number[])[],
): Interval {
  const cosines = tidy(() => {
    const at = tf.tensor2d(starts as number[][]);
    const [own, best] = [step(landscape, at), newton().update(landscape.value, {}, at)[0]];
    const length = (rows: Tensor) => tf.norm(rows, "euclidean", 1);
    return tf.div(tf.sum(tf.mul(own, best), 1), tf.mul(length(own), length(best))).arraySync() as number[];
  });
  return roundInterval(meanInterval(cosines));
}

/** From a normal start, learning rates .1 where steps are bounded, 1 for Newton's methods. */
function approaches(landscape: Quadric): Approach[] {
  const { normal } = random(2, 0);
  const start = Array.from({ length: DIMENSION }, () => normal());
  const methods: readonly (Optimizer | ObjectiveOptimizer)[] = [
    printed(0.1, EPSILON),
    rmsprop({ learningRate: 0.1, decay: 0.9, epsilon: EPSILON }),
    adam({ learningRate: 0.1, epsilon: EPSILON }),
    diagonalNewton({ learningRate: 0.5 }),
  ];
  return methods.map((method) => {
    const { points } = pathOf(landscape, method, start, 200);
    return {
      method: method.name,
      distances: points.map((point) => round(Math.hypot(...point) / Math.hypot(...start))),
    };
  });
}
