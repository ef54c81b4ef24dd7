import { random, tf, tidy } from "momenta/engine";
import { landscape, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { dot } from "../../common/index.js";
import { round, roundInterval } from "../../core/index.js";
import type { SgdOnAQuadricOptions } from "../options.js";
import { eigenfeatures, errorOfFit, fitLearningRate, monomials, NOISE, observedAt, trueWeights } from "./fit.js";

/** Gradient descent on a least squares fit of a polynomial, from weights 0. */
export interface Polynomial {
  /** λ of ZᵀZ, the largest first. */
  readonly eigenvalues: readonly number[];
  /** Updates after which the following were looked at. */
  readonly updates: readonly number[];
  /** (q · wᵏ) / (q · w*) of the first draw of the noise, `[component][look]`. */
  readonly progress: readonly (readonly number[])[];
  /** Observations of the first draw. */
  readonly observed: readonly number[];
  /** The weights of the first draw, `[look][weight]`. */
  readonly weights: readonly (readonly number[])[];
  /** Mean squared distance from the true function, with its interval over the draws. */
  readonly errors: readonly Interval[];
}

/** Fits ½ ‖Z w − d‖² by gradient descent, a replica for each draw of the noise in d. */
export function polynomial({ fitted, draws }: SgdOnAQuadricOptions): Polynomial {
  const { normal } = random(1, 0);
  const design = observedAt.map(monomials);
  const truth = design.map((row) => dot(row, trueWeights));
  const targets = Array.from({ length: draws }, () => truth.map((value) => value + NOISE * normal()));
  const observed = targets[0] as number[];
  const components = eigenfeatures();
  const updates = [...new Set(Array.from({ length: 61 }, (_, at) => Math.round(fitted ** (at / 60))))];
  const weights = tidy(() => {
    const { positions } = trajectories({
      landscape: leastSquares(design, targets),
      optimizer: sgd({ learningRate: fitLearningRate(components) }),
      starts: targets.map(() => trueWeights.map(() => 0)),
      updates: fitted,
    });
    return tf.gather(positions, tf.tensor1d(updates, "int32")).arraySync() as number[][][];
  });
  const first = weights.map((draw) => draw[0] as number[]);
  return {
    eigenvalues: components.map(({ eigenvalue }) => round(eigenvalue)),
    updates,
    progress: components.map(({ eigenvalue, eigenvector }) => {
      const solution =
        dot(
          design.map((row) => dot(row, eigenvector)),
          observed,
        ) / eigenvalue;
      return first.map((looked) => round(dot(looked, eigenvector) / solution));
    }),
    observed: observed.map((value) => round(value)),
    weights: first.map((looked) => looked.map((weight) => round(weight, 5))),
    errors: weights.map((looked) => roundInterval(meanInterval(looked.map(errorOfFit)))),
  };
}

/** ½ ‖Z w − d‖², with a d for each replica. */
function leastSquares(design: number[][], targets: number[][]) {
  const [z, d] = [tf.tensor2d(design), tf.tensor2d(targets)];
  return landscape({
    name: "Polynomial",
    dimension: trueWeights.length,
    value: (weights) => tf.mul(0.5, tf.sum(tf.square(tf.sub(tf.matMul(weights, z, false, true), d)), 1)),
    minima: [],
    saddles: [],
    box: { lower: [], upper: [] },
    start: [],
  });
}
