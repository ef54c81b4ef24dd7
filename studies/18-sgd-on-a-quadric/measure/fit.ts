import { mean } from "momenta/statistics";
import { dot } from "../../common/index.js";
import { type Eigenpair, symmetricEigenvectors } from "./symmetricEigenvectors.js";

/** Where the observations are: two clusters. Goh 2017, “Example: polynomial regression”. */
export const observedAt = [-0.6, -0.55, -0.5, -0.45, -0.4, 0.4, 0.45, 0.5, 0.55, 0.6] as const;

/** Where models are compared with the true function: all along the observations, and between the clusters. */
export const comparedAt: readonly number[] = Array.from({ length: 49 }, (_, at) => -0.6 + at / 40);

/** The weights of 1, ξ, …, ξ⁵ of the true function, 4ξ − 5ξ³; the observations are it and noise. */
export const trueWeights = [0, 4, 0, -5, 0, 0] as const;

/** The standard deviation of the noise of an observation. */
export const NOISE = 0.5;

/** 1, ξ, …, ξ⁵. */
export function monomials(xi: number): number[] {
  return trueWeights.map((_, power) => xi ** power);
}

/** The components in which the fit is independent problems: eigenvectors of ZᵀZ, the steepest first. */
export function eigenfeatures(): Eigenpair[] {
  const rows = observedAt.map(monomials);
  const columns = trueWeights.map((_, power) => rows.map((row) => row[power] as number));
  return symmetricEigenvectors(columns.map((one) => columns.map((other) => dot(one, other))));
}

/** 1.8 / λ₁ with the largest eigenvalue λ₁, as in the source of the example. */
export function fitLearningRate([first]: readonly Pick<Eigenpair, "eigenvalue">[]): number {
  return 1.8 / (first as Eigenpair).eigenvalue;
}

/** The mean squared distance of a polynomial from the true function. */
export function errorOfFit(weights: readonly number[]): number {
  return mean(comparedAt.map(monomials).map((row) => (dot(row, weights) - dot(row, trueWeights)) ** 2));
}

/**
 * The expectation of that distance after k updates from weights 0: with sᵢ = (1 − αλᵢ)ᵏ the component i of the weights is off
 * by −sᵢ aᵢ + (1 − sᵢ) ηᵢ, a the true weights and η the noise of the solution, of variance NOISE² / λᵢ.
 */
export function expectedError(k: number, components: readonly Eigenpair[] = eigenfeatures()): number {
  const alpha = fitLearningRate(components);
  const parts = components.map(({ eigenvalue, eigenvector }) => {
    const left = (1 - alpha * eigenvalue) ** k;
    return { eigenvalue, eigenvector, left, missing: left * dot(eigenvector, trueWeights) };
  });
  const off = trueWeights.map((_, axis) =>
    parts.reduce((sum, { eigenvector, missing }) => sum - missing * (eigenvector[axis] as number), 0),
  );
  const squares = comparedAt.map(monomials).map((row) => {
    const noise = parts.map(
      ({ eigenvalue, eigenvector, left }) => ((1 - left) * NOISE * dot(row, eigenvector)) ** 2 / eigenvalue,
    );
    return dot(row, off) ** 2 + noise.reduce((sum, value) => sum + value, 0);
  });
  return mean(squares);
}
