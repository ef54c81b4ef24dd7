import type { Tensor } from "@tensorflow/tfjs";
import { having } from "../arguments/index.js";
import { hessian, tf, valueAndGradient } from "../engine/index.js";

/** A point where the gradient is 0, and the value there. */
export interface StationaryPoint {
  readonly point: readonly number[];
  readonly value: number;
}

/** A test function of n numbers for many replicas at once: its first axis is the replica. */
export interface Landscape {
  /** What tables and figures call it. */
  readonly name: string;
  /** n. */
  readonly dimension: number;
  /** [R, n] → [R]. */
  value(points: Tensor): Tensor;
  /** [R, n] → [R, n]. */
  gradient(points: Tensor): Tensor;
  /** [R, n] → [R, n, n]. */
  hessian(points: Tensor): Tensor;
  /** The minima that are known in closed form; of a continuum of them, one. */
  readonly minima: readonly StationaryPoint[];
  readonly saddles: readonly StationaryPoint[];
  /** What a figure shows: the least and the largest value of each coordinate. */
  readonly box: { readonly lower: readonly number[]; readonly upper: readonly number[] };
  /** Where a path that shows something begins. */
  readonly start: readonly number[];
}

/** What is taken for one. */
export const landscapeKind = having("a landscape, as beale", "value", "gradient", "hessian");

/** A landscape from its value; gradient and Hessian are taken from it by automatic differentiation. */
export function landscape(definition: Omit<Landscape, "gradient" | "hessian">): Landscape {
  const { value } = definition;
  return {
    ...definition,
    gradient: (points) => valueAndGradient(value, points).gradient,
    hessian: (points) => hessian(value, points),
  };
}

/** The coordinates of points [R, n], each [R]. */
export function coordinates(points: Tensor): Tensor[] {
  const [replicas = 0, n = 0] = points.shape;
  return Array.from({ length: n }, (_, axis) => tf.reshape(tf.slice(points, [0, axis], [replicas, 1]), [replicas]));
}
