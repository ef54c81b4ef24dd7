import { random, tf, tidy } from "momenta/engine";
import { landscape, trajectories } from "momenta/landscapes";
import { sgd } from "momenta/optimizers";
import { type Interval, meanInterval } from "momenta/statistics";
import { type Eigenpair, symmetricEigenvectors } from "../common/onAQuadric/symmetricEigenvectors.js";
import { round } from "../core/index.js";

/** Where the observations are: two clusters. Goh 2017, “Example: polynomial regression”. */
export const observedAt = [-0.6, -0.55, -0.5, -0.45, -0.4, 0.4, 0.45, 0.5, 0.55, 0.6] as const;

/** Where models are compared with the true function: all along the observations, and between the clusters. */
export const comparedAt: readonly number[] = Array.from({ length: 49 }, (_, at) => -0.6 + at / 40);

/** The weights of 1, ξ, …, ξ⁵ of the true function, 4ξ − 5ξ³; the observations are it and noise. */
export const trueWeights = [0, 4, 0, -5, 0, 0] as const;

/** The standard deviation of the noise of an observation. */
export const NOISE = 0.5;

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

/** 1, ξ, …, ξ⁵. */
export function monomials(xi: number): number[] {
  return trueWeights.map((_, power) => xi ** power);
}

/** ZᵀZ of the monomials at some places. */
function gram(places: readonly number[]): number[][] {
  const rows = places.map(monomials);
  return trueWeights.map((_, i) =>
    trueWeights.map((_, j) => rows.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0)),
  );
}

/** The components in which the fit is independent problems, the steepest first. */
export function eigenfeatures(): Eigenpair[] {
  return symmetricEigenvectors(gram(observedAt));
}

/** 1.8 / λ₁ with the largest eigenvalue λ₁, as in the source of the example. */
export function polynomialLearningRate([first]: readonly Pick<Eigenpair, "eigenvalue">[]): number {
  return 1.8 / (first as Eigenpair).eigenvalue;
}

/**
 * Fits ½ ‖Z w − d‖² by gradient descent for several draws of the noise in d.
 *
 * @param draws of the noise, a replica each
 */
export function fitPolynomial(updates: number, draws: number): Polynomial {
  const { normal } = random(1, 0);
  const design = observedAt.map(monomials);
  const truth = design.map((row) => dot(row, trueWeights));
  const targets = Array.from({ length: draws }, () => truth.map((value) => value + NOISE * normal()));
  const components = eigenfeatures();
  const looks = [...new Set(Array.from({ length: 61 }, (_, at) => Math.round(updates ** (at / 60))))];
  const all = tidy(() => {
    const z = tf.tensor2d(design);
    const d = tf.tensor2d(targets);
    const fit = landscape({
      name: "Polynomial",
      dimension: trueWeights.length,
      value: (weights) => tf.mul(0.5, tf.sum(tf.square(tf.sub(tf.matMul(weights, z, false, true), d)), 1)),
      minima: [],
      saddles: [],
      box: { lower: [], upper: [] },
      start: [],
    });
    const { positions } = trajectories({
      landscape: fit,
      optimizer: sgd({ learningRate: polynomialLearningRate(components) }),
      starts: targets.map(() => trueWeights.map(() => 0)),
      updates,
    });
    return tf.gather(positions, tf.tensor1d(looks, "int32")).arraySync() as number[][][];
  });
  const first = all.map((draw) => draw[0] as number[]);
  const solved = components.map(({ eigenvalue, eigenvector }) => {
    const back = design.map((row, at) => dot(row, eigenvector) * (targets[0]?.[at] as number));
    return back.reduce((sum, value) => sum + value, 0) / eigenvalue;
  });
  return {
    eigenvalues: components.map(({ eigenvalue }) => round(eigenvalue)),
    updates: looks,
    progress: components.map(({ eigenvector }, i) =>
      first.map((weights) => round(dot(weights, eigenvector) / (solved[i] as number))),
    ),
    observed: (targets[0] as number[]).map((value) => round(value)),
    weights: first.map((weights) => weights.map((weight) => round(weight, 5))),
    errors: all.map((weights) => roundedInterval(meanInterval(weights.map(errorOf)))),
  };
}

/** The mean squared distance of a polynomial from the true function. */
function errorOf(weights: readonly number[]): number {
  const errors = comparedAt.map((xi) => dot(monomials(xi), weights) - dot(monomials(xi), trueWeights));
  return errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
}

/**
 * The expectation of that distance after k updates: with sᵢ = (1 − αλᵢ)ᵏ the component i of the weights is off by
 * −sᵢ aᵢ + (1 − sᵢ) ηᵢ, a the true weights and η the noise of the solution, of variance NOISE² / λᵢ.
 */
export function expectedError(k: number, components: readonly Eigenpair[] = eigenfeatures()): number {
  const alpha = polynomialLearningRate(components);
  const shrunk = components.map(({ eigenvalue }) => (1 - alpha * eigenvalue) ** k);
  const missing = components.map(({ eigenvector }, i) => (shrunk[i] as number) * dot(eigenvector, trueWeights));
  const off = trueWeights.map((_, axis) =>
    components.reduce((sum, { eigenvector }, i) => sum - (missing[i] as number) * (eigenvector[axis] as number), 0),
  );
  const squares = comparedAt.map((xi) => {
    const row = monomials(xi);
    const noise = components.map(
      ({ eigenvalue, eigenvector }, i) =>
        ((1 - (shrunk[i] as number)) * NOISE * dot(row, eigenvector)) ** 2 / eigenvalue,
    );
    return dot(row, off) ** 2 + noise.reduce((sum, value) => sum + value, 0);
  });
  return squares.reduce((sum, value) => sum + value, 0) / squares.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
}

function roundedInterval({ estimate, lower, upper }: Interval): Interval {
  return { estimate: round(estimate), lower: round(lower), upper: round(upper) };
}
