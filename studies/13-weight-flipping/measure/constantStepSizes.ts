import { leastAt } from "../../common/index.js";

/** Weight flipping: of `features` weights, `relevant` are ±1 and one of these flips every `flipEvery` examples. */
export interface Flipping {
  readonly features: number;
  readonly relevant: number;
  readonly flipEvery: number;
}

/** That of the source. */
export const flipping: Flipping = { features: 20, relevant: 5, flipEvery: 20 };

/**
 * The mean squared error in the long run where the d relevant weights keep the step size α, the n − d irrelevant ones β.
 *
 * R and I are the sums of squares of the errors v of the relevant and the irrelevant weights. Inputs are normal, so that an
 * example, whose squared error is R + I on average, makes of them
 *
 *     R ← (1 − 2α + 2α²) R + d α² (R + I),   I ← (1 − 2β + 2β²) I + (n − d) β² (R + I)
 *
 * A flip adds 4 (1 + m) to R, where m is the mean of v w* over the relevant weights before it: with r = (1 − α)ᵏ for the k
 * examples between flips, 1 + m = d (1 − r) / (d − (d − 2) r). From one flip to the next neither R nor I changes in the long
 * run, so that what a flip adds is what k examples remove:
 *
 *     E = 4 (1 + m) / (k · (2α (1 − α) · (1 − (n − d) β / (2 (1 − β))) − d α²))
 *
 * @returns infinity where the errors grow without bound
 */
export function errorOfStepSizes(alpha: number, beta: number, { features, relevant, flipEvery }: Flipping): number {
  const kept = (1 - alpha) ** flipEvery;
  const added = (4 * relevant * (1 - kept)) / (relevant - (relevant - 2) * kept);
  const irrelevant = ((features - relevant) * beta) / (2 * (1 - beta));
  const removed = 2 * alpha * (1 - alpha) * (1 - irrelevant) - relevant * alpha ** 2;
  const isStable = alpha < 1 && beta < 1 && irrelevant < 1 && removed > 0;
  return isStable ? added / (flipEvery * removed) : Number.POSITIVE_INFINITY;
}

/** The best step size of all weights alike, and that of the oracle, which moves the relevant weights alone, with their errors. */
export function bestStepSizes(problem: Flipping) {
  const best = (value: (stepSize: number) => number) => {
    const stepSize = leastAt(0, 2 / (problem.relevant + 2), value);
    return { stepSize, error: value(stepSize) };
  };
  return {
    alike: best((alpha) => errorOfStepSizes(alpha, alpha, problem)),
    oracle: best((alpha) => errorOfStepSizes(alpha, 0, problem)),
  };
}
