import { tf, tidy } from "momenta/engine";
import { type Landscape, landscape, ravine, trajectories } from "momenta/landscapes";
import { adagrad, adam, l2, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import { round } from "../../core/index.js";
import { decoupled } from "./forms.js";

/** How far two paths that the source calls identical go apart. */
export interface PathsApart {
  readonly optimizer: string;
  /** What is compared. */
  readonly forms: string;
  /** The largest distance over all updates. */
  readonly distance: number;
}

const [learningRate, weightDecay, updates] = [0.02, 0.5, 200];
const start = [1.5, 1];

/** L2 penalty against weight decay for several optimizers, and for SGD against the penalty in the objective, on x² + 5y². */
export function identities(): PathsApart[] {
  const optimizers = [
    sgd({ learningRate }),
    sgd({ learningRate, momentum: 0.9 }),
    adagrad({ learningRate }),
    rmsprop({ learningRate }),
    adam({ learningRate }),
  ] as const satisfies readonly Optimizer[];
  const compared = optimizers.map((optimizer: Optimizer) => ({
    optimizer: optimizer.name,
    forms: "penalty λθ in the gradient, against weight decay",
    distance: apart(
      path(ravine, l2(optimizer, weightDecay)),
      path(ravine, decoupled(optimizer, learningRate, weightDecay)),
    ),
  }));
  const plain = sgd({ learningRate });
  const penalized = (
    [
      ["½ λ ‖θ‖²", 0.5],
      ["λ ‖θ‖², as printed", 1],
    ] as const
  ).map(([name, factor]) => ({
    optimizer: plain.name,
    forms: `penalty λθ in the gradient, against ${name} in the objective`,
    distance: apart(path(ravine, l2(plain, weightDecay)), path(withPenalty(factor * weightDecay), plain)),
  }));
  return [...compared, ...penalized];
}

function withPenalty(factor: number): Landscape {
  return landscape({
    ...ravine,
    value: (points) => tf.add(ravine.value(points), tf.mul(factor, tf.sum(tf.square(points), 1))),
  });
}

function path(on: Landscape, optimizer: Optimizer): number[][] {
  return tidy(() => trajectories({ landscape: on, optimizer, starts: [start], updates }).positions.arraySync()).map(
    ([point]) => point as number[],
  );
}

function apart(a: readonly number[][], b: readonly number[][]): number {
  return round(
    Math.max(...a.map((point, at) => Math.hypot(...point.map((value, axis) => value - (b[at]?.[axis] as number))))),
  );
}
