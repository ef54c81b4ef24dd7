import { tf, tidy } from "momenta/engine";
import { trajectories } from "momenta/landscapes";
import type { Contestant } from "./contestants.js";
import type { Scene } from "./scenes.js";

/** A place in the plane. */
export type Place = readonly [x: number, y: number];

/** Where one replica was after 0, 1, … updates, and how high. */
export interface Way {
  readonly places: readonly Place[];
  readonly values: readonly number[];
}

/** The value at which a minimum of height 0 counts as reached. */
export const REACHED = 0.01;
/** The distance from the ridge y = 0 at which it counts as left. */
export const LEFT = 1;

/** The ways of a method, one for each start or for each learning rate. */
export function follow(
  { landscape }: Scene,
  { make }: Contestant,
  learningRates: readonly number[],
  starts: readonly Place[],
  updates: number,
): Way[] {
  return tidy(() => {
    const optimizer = make(tf.tensor1d([...learningRates]));
    const { positions, values } = trajectories({ landscape, optimizer, starts, updates });
    const [places, heights] = [positions.arraySync() as unknown as Place[][], values.arraySync()];
    return starts.map((_, replica) => ({
      places: places.map((row) => row[replica] as Place),
      values: heights.map((row) => row[replica] as number),
    }));
  });
}

/** Whether the value is at most `level` from update `descent` to the one at twice its number. */
export function descends({ values }: Way, level: number, descent: number): boolean {
  return values.slice(descent, 2 * descent + 1).every((value) => value <= level);
}

/** The first update after which the value is at most `REACHED`; null where there is none. */
export function arrivesAt({ values }: Way): number | null {
  return orNull(values.findIndex((value) => value <= REACHED));
}

/** The first update from which on the value is at most `REACHED`; null where it is not at the end. */
export function staysFrom({ values }: Way): number | null {
  const updates = values.map((value) => !(value <= REACHED)).lastIndexOf(true) + 1;
  return updates < values.length ? updates : null;
}

/** The first update after which |y| ≥ `LEFT`; null where there is none. */
export function leavesAt({ places }: Way): number | null {
  return orNull(places.findIndex(([, y]) => Math.abs(y) >= LEFT));
}

/** How long the path is over so many updates. */
export function pathLength({ places }: Way, updates: number): number {
  const steps = places.slice(1, updates + 1).map(([x, y], index) => {
    const [before, beside] = places[index] as Place;
    return Math.hypot(x - before, y - beside);
  });
  return steps.reduce((sum, step) => sum + step, 0);
}

/** How often the path crosses the axis x = 0 in so many updates. */
export function countCrossings({ places }: Way, updates: number): number {
  const sides = places.slice(0, updates + 1).map(([x]) => Math.sign(x));
  return sides.filter((side, index) => index > 0 && side * (sides[index - 1] as number) < 0).length;
}

/** In how many updates of so many the value rises. */
export function countRises({ values }: Way, updates: number): number {
  return values.slice(1, updates + 1).filter((value, index) => value > (values[index] as number)).length;
}

function orNull(index: number): number | null {
  return index < 0 ? null : index;
}
