import { optimalStepSize } from "momenta/datasets";

/**
 * The mean squared error in the long run of a step size that stays, where the target has noise of variance 1 and drifts by σ.
 * The variance P of the weight's error is a fixed point of P = (1 − α)² P + α² + σ²:
 *
 *     E = 1 + (α² + σ²) / (α (2 − α))
 *
 * @returns infinity where it grows without bound
 */
export function errorOfStepSize(stepSize: number, drift: number): number {
  if (!(stepSize > 0 && stepSize < 2)) return Number.POSITIVE_INFINITY;
  return 1 + (stepSize ** 2 + drift ** 2) / (stepSize * (2 - stepSize));
}

/** The least error, 1 / (1 − α*). */
export function leastError(drift: number): number {
  return 1 / (1 - optimalStepSize(drift));
}

/**
 * The step size of RMSProp and Adam in the long run where they average over many gradients: α = lr / √E, of which E depends on
 * α in turn. It falls with the drift.
 */
export function normalizedStepSize(learningRate: number, drift: number): number {
  let [low, high] = [0, 2];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    // α² E(α) grows with α wherever α is below 2.
    if (middle ** 2 * errorOfStepSize(middle, drift) < learningRate ** 2) low = middle;
    else high = middle;
  }
  return low;
}
