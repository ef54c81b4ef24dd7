import { mean, meanInterval, standardDeviation } from "momenta/statistics";
import { round } from "../../core/index.js";

/** The mean of a quantity over runs at every update, and how far its 95 % interval reaches to either side. */
export interface Course {
  readonly mean: readonly number[];
  readonly halfWidth: readonly number[];
}

/** The course of a quantity in numbers, an entry for each run. */
export interface Shape {
  /** The update, from 1, at which it is largest. */
  readonly peakAt: readonly number[];
  /** Its first value. */
  readonly first: readonly number[];
  /** Its first value as a share of the largest. */
  readonly firstOverPeak: readonly number[];
  /** Updates from the largest value to the first one of at most half of it; to the end of the record where there is none. */
  readonly halvedAfter: readonly number[];
  /** In how many runs it never falls to half of its largest value. */
  readonly notHalved: number;
  /** Updates at which it is at least half of its largest value. */
  readonly aboveHalf: readonly number[];
  /** Its mean over the beginning, and over the whole record. */
  readonly beginning: readonly number[];
  readonly overall: readonly number[];
  /** Its standard deviation over the record as a share of its mean. */
  readonly variation: readonly number[];
}

/** The mean course of a quantity over runs, a list of values for each. */
export function meanCourse(runs: readonly (readonly number[])[]): Course {
  const [first = []] = runs;
  const intervals = first.map((_, at) => meanInterval(runs.map((values) => values[at] as number)));
  return {
    mean: intervals.map(({ estimate }) => round(estimate)),
    halfWidth: intervals.map(({ estimate, upper }) => round(upper - estimate)),
  };
}

/** The shape of a quantity's course, a list of values for each run; the first `beginning` of them are its beginning. */
export function measureShape(runs: readonly (readonly number[])[], beginning: number): Shape {
  const peaks = runs.map((values) => values.indexOf(Math.max(...values)));
  const halvings = runs.map((values, run) => {
    const peak = peaks[run] as number;
    return values.slice(peak).findIndex((value) => value <= (values[peak] as number) / 2);
  });
  const each = (number: (values: readonly number[], peak: number) => number) =>
    runs.map((values, run) => round(number(values, values[peaks[run] as number] as number)));
  return {
    peakAt: peaks.map((peak) => peak + 1),
    first: each(([first]) => first as number),
    firstOverPeak: each(([first], peak) => (first as number) / peak),
    halvedAfter: halvings.map((updates, run) =>
      updates === -1 ? (runs[run] as readonly number[]).length - 1 - (peaks[run] as number) : updates,
    ),
    notHalved: halvings.filter((updates) => updates === -1).length,
    aboveHalf: each((values, peak) => values.filter((value) => value >= peak / 2).length),
    beginning: each((values) => mean(values.slice(0, beginning))),
    overall: each(mean),
    variation: each((values) => standardDeviation(values) / mean(values)),
  };
}
