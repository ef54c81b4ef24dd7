import { Table } from "momenta/figures";
import { updatesInWords } from "../common/index.js";
import { lossesAt } from "./measure/normalized.js";
import type { CurvatureAndPreconditioning } from "./result.js";

/** What preparing the inputs does to the curvature, and to gradient descent. */
export function normalization({ normalized, options }: CurvatureAndPreconditioning): Table {
  return new Table(
    `Digits 3 and 5 in 7 × 7 pixels, ${options.examples} of them; networks: mean and 95 % interval of ${options.networks}`,
    [
      { heading: "inputs" },
      { heading: "κ of least squares" },
      ...lossesAt.map((updates) => ({ heading: `loss left after ${updates}`, decimals: 4 })),
      { heading: "hidden layer: largest over median curvature", decimals: 0 },
    ],
    normalized.map(({ preparation, conditionNumber, excess, hiddenSpread }) => [
      preparation,
      conditionNumber,
      ...excess,
      hiddenSpread,
    ]),
  );
}

/** The source's example, method by method. */
export function preconditioning({ example }: CurvatureAndPreconditioning): Table {
  return new Table(
    "½(10x² + y²) from (1, 10): updates to a thousandth of the first distance, at the best of the learning rates tried",
    [
      { heading: "method" },
      { heading: "learning rate" },
      { heading: "Δx / Δy of the first step", decimals: 2 },
      { heading: "updates" },
      { heading: "updates, turned by 45°" },
    ],
    example.methods.map(({ name, learningRate, firstRatio, updates, turned }) => [
      name,
      learningRate,
      firstRatio,
      updatesInWords(updates),
      updatesInWords(turned),
    ]),
  );
}
