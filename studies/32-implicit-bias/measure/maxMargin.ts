import { leastNorm, type NormName, normOf, products, type Rows } from "./leastNorm.js";

/** The largest margin that a linear classifier of norm 1 can have. */
export interface MaxMargin {
  /** The margin of the weights found. */
  readonly margin: number;
  /** No classifier has a larger one. */
  readonly bound: number;
  readonly weights: Float64Array;
}

/** max over w of min_i z_i · w / ‖w‖ for rows z_i = y_i x_i: one over the least norm with Z w ≥ 1. */
export function maxMargin(rows: Rows, norm: "l2" | "linf"): MaxMargin {
  const ones = new Float64Array(rows.length).fill(1);
  const { weights, norm: least, bound } = leastNorm(rows, ones, norm, { atLeast: true });
  return { margin: 1 / least, bound: 1 / bound, weights };
}

/** min_i z_i · w / ‖w‖. */
export function marginOf(rows: Rows, weights: ArrayLike<number>, norm: NormName): number {
  return Math.min(...products(rows, weights)) / normOf(weights, norm);
}
