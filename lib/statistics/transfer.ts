import { requireArray, requireValues } from "./check.js";
import { entry, requireMatrix } from "./matrix.js";
import { mean } from "./mean.js";

/**
 * What later tasks did to earlier ones, 1/(T−1) · Σ_{j<T} (R_{T,j} − R_{j,j}): negative where they were forgotten.
 *
 * Source: Lopez-Paz and Ranzato, "Gradient episodic memory for continual learning", NeurIPS 2017, equation 3.
 *
 * @param accuracies R, T × T: row i has the accuracies on every task after training on task i
 * @throws Error where there are fewer than two tasks, the matrix is not square, or a number is not finite
 */
export function backwardTransfer(accuracies: readonly (readonly number[])[]): number {
  requireMatrix("backwardTransfer", accuracies, 2);
  const last = accuracies.length - 1;
  return mean(accuracies.slice(0, last).map((row, task) => entry(accuracies, last, task) - (row[task] as number)));
}

/**
 * What earlier tasks did for those not yet seen, 1/(T−1) · Σ_{j>1} (R_{j−1,j} − b_j).
 *
 * Source: Lopez-Paz and Ranzato, "Gradient episodic memory for continual learning", NeurIPS 2017, equation 4.
 *
 * @param accuracies R, T × T: row i has the accuracies on every task after training on task i
 * @param initial b: the accuracy on each task of the initial parameters
 * @throws Error where there are fewer than two tasks, the sizes do not fit, or a number is not finite
 */
export function forwardTransfer(accuracies: readonly (readonly number[])[], initial: readonly number[]): number {
  requireMatrix("forwardTransfer", accuracies, 2);
  requireArray("forwardTransfer, initial", initial);
  if (initial.length !== accuracies.length) {
    throw new Error(
      `forwardTransfer: ${initial.length} initial accuracies for ${accuracies.length} tasks; give one for each.`,
    );
  }
  requireValues("forwardTransfer, initial", initial, 2);
  return mean(initial.slice(1).map((before, at) => entry(accuracies, at, at + 1) - before));
}
