import { Table } from "momenta/figures";
import type { Solution } from "./measure/leastSquares.js";
import type { Truth } from "./measure/problems.js";
import type { ImplicitBias } from "./result.js";

/** How solutions are called. */
export const solutionNames: Readonly<Record<Solution["name"], string>> = {
  SGD: "SGD",
  "SGD + momentum": "SGD + momentum",
  AdaGrad: "AdaGrad",
  RMSProp: "RMSProp",
  Adam: "Adam",
  l1: "least L1 norm",
  l2: "least L2 norm, X⁺y",
  linf: "least L∞ norm",
};

/** How true weights are called. */
export const truthNames: Readonly<Record<Truth, string>> = {
  sparse: "sparse",
  Gaussian: "Gaussian",
  signs: "equal sizes",
};

/** Where each optimizer ends on least squares, beside the solutions of least norm. */
export function solutions({ leastSquares, options }: ImplicitBias): Table {
  return new Table(
    `${options.examples} examples, ${options.weights} weights, ${options.seeds} seeds: means and 95 % intervals`,
    [
      { heading: "true weights" },
      { heading: "solution" },
      { heading: "relative distance from X⁺y", decimals: 3 },
      { heading: "L1 norm / least", decimals: 2 },
      { heading: "L2 norm / least", decimals: 2 },
      { heading: "L∞ norm / least", decimals: 2 },
      { heading: "test error", decimals: 2 },
    ],
    leastSquares.solutions.map(({ truth, name, distance, norms, testError }) => [
      truthNames[truth],
      solutionNames[name],
      distance,
      norms.l1,
      norms.l2,
      norms.linf,
      testError,
    ]),
  );
}

/** Wilson et al.'s problem. */
export function equal({ equalWeights, options }: ImplicitBias): Table {
  return new Table(
    `The problem of Wilson et al., ${options.seeds} draws of the labels`,
    [
      { heading: "optimizer" },
      { heading: "spread of weight sizes (worst draw)", decimals: 5 },
      { heading: "share of draws that misclassify class 1", decimals: 2 },
      { heading: "share that misclassify class −1", decimals: 2 },
    ],
    equalWeights.map(({ method, spread, positiveError, negativeError }) => [
      method,
      spread,
      positiveError,
      negativeError,
    ]),
  );
}
