import { tidy } from "momenta/engine";
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
