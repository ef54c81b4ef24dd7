import { optimalStepSize } from "momenta/datasets";
import type { OnlineMethodName } from "../common/index.js";
import type { Tracked, TrackingComparison } from "./measure/comparison.js";
import type { Constant } from "./measure/constant.js";
import type { Noise } from "./measure/noise.js";
import type { RateTrackingStudyOptions } from "./options.js";

/** What the study found. */
export interface RateTrackingResult {
  readonly options: RateTrackingStudyOptions;
  readonly constant: readonly Constant[];
  readonly comparison: TrackingComparison;
  readonly noise: readonly Noise[];
}

/** What a method did. */
export function trackedBy({ comparison }: RateTrackingResult, name: OnlineMethodName): Tracked {
  return comparison.tracked.find((one) => one.name === name) as Tracked;
}

/** Drifts from one border to the next, within which periods are put together. */
export const driftBorders = [0, 0.3, 0.6, 1, 1.5, 2, 2.5, 3] as const;

/** For each range of drifts, the value of each of its periods, with the drift; ranges without two periods are left out. */
export function byDrift(
  { comparison }: RateTrackingResult,
  value: (seed: number, period: number) => number,
): { readonly drift: number; readonly values: readonly number[] }[] {
  const periods = comparison.drifts.flatMap((row, seed) =>
    row.map((drift, period) => ({ drift, value: value(seed, period) })),
  );
  return driftBorders
    .slice(1)
    .map((upper, at) => periods.filter(({ drift }) => drift >= (driftBorders[at] as number) && drift < upper))
    .filter((some) => some.length > 1)
    .map((some) => ({
      drift: some.reduce((sum, { drift }) => sum + drift, 0) / some.length,
      values: some.map((one) => one.value),
    }));
}

/** The logarithm of the settled step size over the best one of the period. */
export function logRatio(result: RateTrackingResult, name: OnlineMethodName, seed: number, period: number): number {
  const settled = trackedBy(result, name).settled[seed]?.[period] as number;
  return Math.log(settled / optimalStepSize(result.comparison.drifts[seed]?.[period] as number));
}
