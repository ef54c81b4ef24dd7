/** When a task counts as learned: its held-out accuracy, measured before every update, is at least the threshold. */
export interface HeldOutAccuracy {
  readonly threshold: number;
  /** How many test examples of the task it is measured on. */
  readonly examples: number;
}

/**
 * Halfway between the largest accuracy that falls short of the threshold and the smallest that meets it: what accuracies
 * are compared with, since one that equals the threshold may come out a rounding below it.
 */
export function boundary({ threshold, examples }: HeldOutAccuracy): number {
  const needed = Math.ceil(threshold * examples - 1e-9);
  return (needed - 0.5) / examples;
}

/**
 * Learned is: accuracy ≥ threshold on the first `examples` test examples of the task, the same for every run.
 *
 * @throws RangeError where the threshold is outside of (0, 1] or the number of examples is no positive integer
 */
export function heldOutAccuracy(threshold: number, examples = 500): HeldOutAccuracy {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new RangeError(`criterion is ${threshold}; an accuracy is above 0 and at most 1, as .98.`);
  }
  if (!Number.isInteger(examples) || examples < 1) {
    throw new RangeError(`examples of the criterion is ${examples}; give a whole number, at least 1.`);
  }
  return { threshold, examples };
}
