import { requireMatrix } from "./matrix.js";
import { mean } from "./mean.js";

/**
 * The mean accuracy on all tasks after the last one, (1/T) Σⱼ R_{T,j}.
 *
 * Source: Lopez-Paz and Ranzato, "Gradient episodic memory for continual learning", NeurIPS 2017, equation 2.
 *
 * @param accuracies R, T × T: row i has the accuracies on every task after training on task i
 * @throws Error where the matrix is empty or not square, or a number is not finite
 */
export function averageAccuracy(accuracies: readonly (readonly number[])[]): number {
  requireMatrix("averageAccuracy", accuracies, 1);
  return mean(accuracies.at(-1) as readonly number[]);
}
