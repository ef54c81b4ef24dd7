import { tf, tidy } from "momenta/engine";
import { crossings, type Path, pathsOf } from "../../common/index.js";
import type { Contestant } from "./contestants.js";
import type { Scene } from "./scenes.js";

/** The value at which a minimum of height 0 counts as reached. */
export const REACHED = 0.01;
/** The distance from the ridge y = 0 at which it counts as left. */
export const LEFT = 1;

/** The ways of a method, one for each start or for each learning rate. */
export function follow(
  { landscape }: Scene,
  { make }: Contestant,
  learningRates: readonly number[],
  starts: readonly (readonly number[])[],
  updates: number,
): Path[] {
  return tidy(() => pathsOf(landscape, make(tf.tensor1d([...learningRates])), starts, updates));
}

/** Whether the value is at most `level` from update `descent` to the one at twice its number. */
export function descends({ values }: Path, level: number, descent: number): boolean {
  return values.slice(descent, 2 * descent + 1).every((value) => value <= level);
}

/** The first update after which the value is at most `REACHED`; null where there is none. */
export function arrivesAt({ values }: Path): number | null {
  return orNull(values.findIndex((value) => value <= REACHED));
}

/** The first update from which on the value is at most `REACHED`; null where it is not at the end. */
export function staysFrom({ values }: Path): number | null {
  const updates = values.map((value) => !(value <= REACHED)).lastIndexOf(true) + 1;
  return updates < values.length ? updates : null;
}

/** The first update after which |y| ≥ `LEFT`; null where there is none. */
export function leavesAt({ points }: Path): number | null {
  return orNull(points.findIndex(([, y = 0]) => Math.abs(y) >= LEFT));
}

/** How long the path is over so many updates. */
export function pathLength({ points }: Path, updates: number): number {
  const steps = points.slice(1, updates + 1).map(([x = 0, y = 0], index) => {
    const [before = 0, beside = 0] = points[index] as readonly number[];
    return Math.hypot(x - before, y - beside);
  });
  return steps.reduce((sum, step) => sum + step, 0);
}

/** How often the path crosses the axis x = 0 in so many updates. */
export function countCrossings(path: Path, updates: number): number {
  return crossings({ ...path, points: path.points.slice(0, updates + 1) }, 0);
}

/** In how many updates of so many the value rises. */
export function countRises({ values }: Path, updates: number): number {
  return values.slice(1, updates + 1).filter((value, index) => value > (values[index] as number)).length;
}

function orNull(index: number): number | null {
  return index < 0 ? null : index;
}
