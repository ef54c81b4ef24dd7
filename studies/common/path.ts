import type { Tensor2D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import type { Landscape } from "momenta/landscapes";
import type { Path } from "../common/index.js";

export { type Path, pathOf, pathsOf } from "../common/index.js";

/** The norms of the gradient at points of a landscape. */
export function gradientNorms(landscape: Landscape, points: Path["points"]): number[] {
  return tidy(() => {
    const gradients = landscape.gradient(tf.tensor2d(points as number[][])) as Tensor2D;
    return gradients.arraySync().map((gradient) => Math.hypot(...gradient));
  });
}

/** After how many updates a path has come to a share of its first distance to a point for good; null: not at all. */
export function updatesToNear({ points }: Path, target: readonly number[], share = 1e-3): number | null {
  const distances = points.map((point) => Math.hypot(...point.map((value, axis) => value - (target[axis] as number))));
  const wanted = share * (distances[0] as number);
  const last = distances.reduce((latest, distance, update) => (distance <= wanted ? latest : update), -1);
  return last === distances.length - 1 ? null : last + 1;
}

/** How often a coordinate changes its sign along a path. */
export function crossings({ points }: Path, axis: number): number {
  return points.slice(1).filter((point, at) => (point[axis] as number) * (points[at]?.[axis] as number) < 0).length;
}
