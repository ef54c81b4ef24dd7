import { inWords } from "./check.js";

/**
 * Savings: 1 − (updates to relearn) / (updates to learn). 1 where nothing had to be relearned, negative where relearning
 * took longer.
 *
 * Source: Ebbinghaus, "Memory: a contribution to experimental psychology", 1885.
 *
 * @throws Error where a number is negative or not finite, or nothing had to be learned
 */
export function savingsOf(updatesToLearn: number, updatesToRelearn: number): number {
  requireUpdates("savingsOf", updatesToLearn, updatesToRelearn);
  if (updatesToLearn === 0) throw undefinedRatio("savingsOf", "learn");
  return 1 - updatesToRelearn / updatesToLearn;
}

/**
 * Relearning speed: (updates to learn) / (updates to relearn), above 1 where relearning is faster.
 *
 * Source: Ashley, Ghiassian, Sutton, "Does the Adam optimizer exacerbate catastrophic forgetting?", 2021, arXiv
 * 2102.07686, there the mean of it over runs.
 *
 * @throws Error where a number is negative or not finite, or nothing had to be relearned
 */
export function relearningSpeed(updatesToLearn: number, updatesToRelearn: number): number {
  requireUpdates("relearningSpeed", updatesToLearn, updatesToRelearn);
  if (updatesToRelearn === 0) throw undefinedRatio("relearningSpeed", "relearn");
  return updatesToLearn / updatesToRelearn;
}

function requireUpdates(measure: string, ...updates: number[]): void {
  for (const value of updates) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new Error(`${measure}: updates are ${inWords(value)}; give finite numbers of at least 0.`);
  }
}

function undefinedRatio(measure: string, what: string): Error {
  return new Error(
    `${measure}: not defined where the updates to ${what} are 0: the criterion was met before the first one.`,
  );
}
