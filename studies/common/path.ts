import type { Tensor2D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import { type Landscape, trajectories } from "momenta/landscapes";
import type { ObjectiveOptimizer, Optimizer } from "momenta/optimizers";

/** The points of one descent, the start first, and the values there. */
export interface Path {
  readonly points: readonly (readonly number[])[];
  readonly values: readonly number[];
}

/** Runs an optimizer on a landscape from several starts; a hyper-parameter of shape [R] gives each start its own. */
export function pathsOf(
  landscape: Landscape,
  optimizer: Optimizer | ObjectiveOptimizer,
  starts: readonly (readonly number[])[],
  updates: number,
): Path[] {
  return tidy(() => {
    const { positions, values } = trajectories({ landscape, optimizer, starts, updates });
    const [places, heights] = [positions.arraySync(), values.arraySync()];
    return starts.map((_, replica) => ({
      points: places.map((row) => row[replica] as number[]),
      values: heights.map((row) => row[replica] as number),
    }));
  });
}

/** Runs an optimizer on a landscape from one start. */
export function pathOf(
  landscape: Landscape,
  optimizer: Optimizer | ObjectiveOptimizer,
  start: readonly number[],
  updates: number,
): Path {
  return pathsOf(landscape, optimizer, [start], updates)[0] as Path;
}

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
