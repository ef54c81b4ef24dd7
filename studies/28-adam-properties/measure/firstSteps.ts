import { tidy } from "momenta/engine";
import { quadric, trajectories } from "momenta/landscapes";
import { adagrad, adam, type Optimizer, rmsprop } from "momenta/optimizers";
import { round } from "../../core/index.js";
import type { AdamPropertiesOptions } from "../options.js";
import { totalWeight } from "./closedForms.js";
import { placesUpTo } from "./draws.js";
import { feed } from "./feed.js";
import { decay, unitAdam } from "./unitAdam.js";

/** Steps on a gradient of 1 in every update, in units of γ, at the updates of `FirstSteps.at`. */
export interface ConstantGradientSteps {
  readonly optimizer: string;
  /** Adam without bias correction. */
  readonly uncorrected: boolean;
  readonly steps: readonly number[];
  readonly expected: readonly number[];
}

/** The lengths of the first steps. */
export interface FirstSteps {
  readonly at: readonly number[];
  readonly methods: readonly ConstantGradientSteps[];
  /** AdaGrad on ½ x² from 1 with γ = .5: its rate γ / √G after the first update and after the last, and x then. */
  readonly adagradOnQuadric: { readonly first: number; readonly last: number; readonly x: number };
}

/** RMSProp's decay rate, one of the two that the source names. */
export const RHO = 0.99;

const methods: readonly {
  readonly optimizer: Optimizer;
  readonly uncorrected: boolean;
  readonly expected: (t: number) => number;
}[] = [
  { optimizer: adagrad({ learningRate: 1 }), uncorrected: false, expected: (t) => 1 / Math.sqrt(t) },
  {
    optimizer: rmsprop({ learningRate: 1, decay: RHO }),
    uncorrected: false,
    expected: (t) => 1 / Math.sqrt(totalWeight(RHO, t)),
  },
  { optimizer: unitAdam, uncorrected: false, expected: () => 1 },
  {
    optimizer: adam({ learningRate: 1, ...decay, biasCorrection: false }),
    uncorrected: true,
    expected: (t) => totalWeight(decay.beta1, t) / Math.sqrt(totalWeight(decay.beta2, t)),
  },
];

/** Every method on a constant gradient, and AdaGrad where gradients vanish. */
export function firstSteps({ updates }: AdamPropertiesOptions): FirstSteps {
  const at = placesUpTo(updates, 20);
  return {
    at,
    methods: methods.map(({ optimizer, uncorrected, expected }) => {
      const outcomes = feed(optimizer, new Float32Array(updates).fill(1), 1, at);
      return {
        optimizer: optimizer.name,
        uncorrected,
        steps: outcomes.map(({ step }) => round(-(step[0] as number))),
        expected: at.map((t) => round(expected(t))),
      };
    }),
    adagradOnQuadric: onQuadric(updates),
  };
}

function onQuadric(updates: number): FirstSteps["adagradOnQuadric"] {
  const learningRate = 0.5;
  const bowl = quadric({ eigenvalues: [1, 1] });
  const path = tidy(() =>
    trajectories({
      landscape: bowl,
      optimizer: adagrad({ learningRate }),
      starts: [[1, 1]],
      updates,
    }).positions.arraySync(),
  ).map(([point]) => (point as number[])[0] as number);
  const squares = path.slice(0, -1).reduce((sum, x) => sum + x * x, 0);
  return { first: learningRate, last: round(learningRate / Math.sqrt(squares)), x: round(path.at(-1) as number) };
}
