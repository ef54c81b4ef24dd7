import { group, list, number, numberKind, type OptionsOf, whole, wholeKind } from "../core/index.js";

/** What depends on the descent is shown by the others. */
export const options = {
  updates: whole(240, "that the animations show"),
  patience: whole(1000, "updates after which who has not arrived, or left, is given up"),
  descent: whole(
    40,
    "updates after which the steep part of the way down is to be behind: it decides the learning rates",
  ),
  descents: list([30, 40, 60, 80], "other choices of it, for which the saddle is looked at, too", wholeKind()),
  grid: group("learning rates from 10^lowest to 10^highest, so many for each power of ten", {
    lowest: number(-4, ""),
    highest: number(2, ""),
    perDecade: whole(8, ""),
  }),
  distances: list(
    [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7],
    "from the ridge y = 0 of the saddle, at which ways begin",
    numberKind({ above: 0, below: 1 }),
  ),
};
export type VisualizingOptimizersOptions = OptionsOf<typeof options>;

export const quick = { updates: 60, patience: 240, grid: { lowest: -4, highest: 2, perDecade: 4 } };

/** @throws RangeError where the patience is too short, or the grid has no rates */
export function check({ updates, patience, descent, descents, grid }: VisualizingOptimizersOptions): void {
  const longest = 2 * Math.max(descent, ...descents);
  if (patience < Math.max(updates, longest)) {
    throw new RangeError(
      `patience is ${patience}; give a whole number, at least updates (${updates}) and twice the longest descent (${longest}).`,
    );
  }
  if (grid.highest <= grid.lowest) {
    throw new RangeError(
      `the grid goes from 10^${grid.lowest} to 10^${grid.highest}; give a highest above the lowest.`,
    );
  }
}
