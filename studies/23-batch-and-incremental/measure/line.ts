import type { Random } from "momenta/engine";

/** The slope of the line through the origin on which the outputs lie, but for the noise. */
export const SLOPE = 1;
/** The standard deviation of the noise of an output. */
export const NOISE = 0.5;
/** Inputs are uniform between these. */
const [LEAST, MOST] = [0.5, 1.5];

/** One input with its desired output. */
export interface Instance {
  readonly x: number;
  readonly d: number;
}

/** d = x + ε, x uniform on [.5, 1.5], ε normal. */
export function drawInstance({ uniform, normal }: Pick<Random, "uniform" | "normal">): Instance {
  const x = LEAST + (MOST - LEAST) * uniform();
  return { x, d: SLOPE * x + NOISE * normal() };
}

/** The mean of x^power. */
function inputMoment(power: number): number {
  return (MOST ** (power + 1) - LEAST ** (power + 1)) / ((power + 1) * (MOST - LEAST));
}

/** E x², the curvature of the mean loss ½ (w x − d)²; E x⁴; E 1/x². */
export const moments = { square: inputMoment(2), fourth: inputMoment(4), inverseSquare: inputMoment(-2) };

/**
 * E (w − w*)² after each update w ← w − η x (w x − d) on the mean of a minibatch, exactly:
 * V ← (1 − 2 η E x² + η² E q²) V + η² σ² E x² / b, where q is the mean of x² over the minibatch.
 *
 * @param rate η of update k = 1, 2, …
 * @returns the start, then V after every update
 */
export function expectedErrors(rate: (k: number) => number, updates: number, start: number, batch = 1): Float64Array {
  const errors = new Float64Array(updates + 1);
  errors[0] = start;
  for (let k = 1; k <= updates; k++) {
    const eta = rate(k);
    errors[k] =
      (1 - 2 * eta * moments.square + eta ** 2 * batchFourth(batch)) * (errors[k - 1] as number) +
      (eta ** 2 * NOISE ** 2 * moments.square) / batch;
  }
  return errors;
}

/** Where V stays with a constant rate: η σ² E x² / b / (2 E x² − η E q²). */
export function noiseFloor(rate: number, batch = 1): number {
  return (rate * NOISE ** 2 * moments.square) / batch / (2 * moments.square - rate * batchFourth(batch));
}

/** The rate from which on the error grows. */
export const largestRate = (2 * moments.square) / moments.fourth;

/** E q² of a minibatch. */
function batchFourth(batch: number): number {
  return moments.square ** 2 + (moments.fourth - moments.square ** 2) / batch;
}

/** The slope with the least squared error. */
export function leastSquares(instances: readonly Instance[]): number {
  const sum = (of: (instance: Instance) => number) => instances.reduce((total, one) => total + of(one), 0);
  return sum(({ x, d }) => x * d) / sum(({ x }) => x * x);
}
