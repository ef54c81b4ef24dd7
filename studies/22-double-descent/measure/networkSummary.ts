import type { Interval } from "momenta/statistics";
import type { DoubleDescentOptions } from "../options.js";
import { type DescentsOfMeans, descentsOf } from "./featureSummary.js";
import { roundedDifference, roundedMean } from "./intervals.js";
import type { NetworkRun } from "./networkRun.js";

/** A width of the network: means over seeds. */
export interface NetworkWidth {
  readonly width: number;
  /** After each of the epochs at which errors are measured. */
  readonly trainError: readonly Interval[];
  readonly testError: readonly Interval[];
  /** Test error at the epoch with the least validation error of each seed, and that epoch. */
  readonly stopped: Interval;
  readonly stoppedAt: Interval;
  /** The highest test error after the lowest one, minus that at the end, of the means; paired by seed. 0: error rises to the end. */
  readonly fallOverEpochs: Interval;
}

/** All widths with one share of label noise. */
export interface NetworkCurves {
  readonly noise: number;
  readonly widths: readonly NetworkWidth[];
  /** Of test error over width, at the end of training and at the epoch chosen on validation digits. */
  readonly descents: DescentsOfMeans | null;
  readonly stoppedDescents: DescentsOfMeans | null;
}

/** The curves of one share of label noise, from a run for each width. */
export function networkCurves(
  noise: number,
  level: number,
  { widths, epochs }: DoubleDescentOptions["network"],
  runs: readonly NetworkRun[],
): NetworkCurves {
  const ends: number[][] = [];
  const stops: number[][] = [];
  const found = widths.map((width, place): NetworkWidth => {
    const { train, validation, test } = runs[place] as NetworkRun;
    const [trained, chosenBy, tested] = [train, validation, test].map((errors) => errors[level] as number[][]) as [
      number[][],
      number[][],
      number[][],
    ];
    const chosen = chosenBy.map((errors) => errors.indexOf(Math.min(...errors)));
    const stopped = tested.map((errors, seed) => errors[chosen[seed] as number] as number);
    ends.push(tested.map((errors) => errors.at(-1) as number));
    stops.push(stopped);
    const byEpoch = (errors: readonly (readonly number[])[]) =>
      epochs.map((_, at) => roundedMean(errors.map((ofSeed) => ofSeed[at] as number)));
    return {
      width,
      trainError: byEpoch(trained),
      testError: byEpoch(tested),
      stopped: roundedMean(stopped),
      stoppedAt: roundedMean(chosen.map((at) => epochs[at] as number)),
      fallOverEpochs: fallOverEpochs(tested),
    };
  });
  const bySeed = (errors: readonly (readonly number[])[]) =>
    (errors[0] ?? []).map((_, seed) => errors.map((ofWidth) => ofWidth[seed] as number));
  return {
    noise,
    widths: found,
    descents: descentsOf(widths, bySeed(ends)),
    stoppedDescents: descentsOf(widths, bySeed(stops)),
  };
}

function fallOverEpochs(errors: readonly (readonly number[])[]): Interval {
  const at = (index: number) => errors.map((ofSeed) => ofSeed[index] as number);
  const means = (errors[0] ?? []).map((_, index) => roundedMean(at(index)).estimate);
  const lowest = means.indexOf(Math.min(...means));
  const highest = means.lastIndexOf(Math.max(...means.slice(lowest)));
  return roundedDifference(at(highest), at(means.length - 1));
}
