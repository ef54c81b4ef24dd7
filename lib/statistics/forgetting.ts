import { inWords } from "./check.js";
import { entry, requireMatrix } from "./matrix.js";
import { mean } from "./mean.js";

/**
 * How much of each task is forgotten after each task: the best accuracy so far minus that of now,
 *
 *     f_{i,j} = max_{l<i} R_{l,j} − R_{i,j} for j < i, else 0,
 *
 * T × T; negative where a task got better.
 *
 * Source: Chaudhry, Dokania, Ajanthan, Torr, "Riemannian walk for incremental learning", ECCV 2018, equation 3.
 *
 * @param accuracies R, T × T: row i has the accuracies on every task after training on task i
 * @throws Error where the matrix is empty or not square, or a number is not finite
 */
export function forgetting(accuracies: readonly (readonly number[])[]): number[][] {
  requireMatrix("forgetting", accuracies, 1);
  return accuracies.map((row, after) =>
    row.map((now, task) => {
      if (task >= after) return 0;
      return Math.max(...accuracies.slice(0, after).map((_, before) => entry(accuracies, before, task))) - now;
    }),
  );
}

/**
 * The mean forgetting of all tasks but the last after the last, 1/(T−1) · Σ_{j<T} f_{T,j} (see {@link forgetting}).
 *
 * @throws Error where there are fewer than two tasks, the matrix is not square, or a number is not finite
 */
export function averageForgetting(accuracies: readonly (readonly number[])[]): number {
  requireMatrix("averageForgetting", accuracies, 2);
  return mean((forgetting(accuracies).at(-1) as number[]).slice(0, -1));
}

/**
 * Retention: the accuracy on a task after training on the one that follows it, R_{j+1,j}.
 *
 * Source: Ashley, Ghiassian, Sutton, "Does the Adam optimizer exacerbate catastrophic forgetting?", 2021, arXiv 2102.07686.
 *
 * @param task j, from 0
 * @throws Error where the matrix is not square, a number is not finite, or no task follows
 */
export function retention(accuracies: readonly (readonly number[])[], task = 0): number {
  requireMatrix("retention", accuracies, 2);
  if (!Number.isInteger(task) || task < 0 || task >= accuracies.length - 1) {
    throw new Error(
      `retention: task is ${inWords(task)}; give one of 0 to ${accuracies.length - 2}, which another follows.`,
    );
  }
  return entry(accuracies, task + 1, task);
}
