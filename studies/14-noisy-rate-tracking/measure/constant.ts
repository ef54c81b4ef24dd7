import { optimalStepSize, rateTracking } from "momenta/datasets";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { followStream, gridOf, onlineMethods } from "../../common/index.js";
import { type Context, evenly, round, roundInterval } from "../../core/index.js";
import type { RateTrackingStudyOptions } from "../options.js";

/** Step sizes that stay, for one drift. */
export interface Constant {
  readonly drift: number;
  readonly stepSizes: readonly number[];
  /** The mean squared error of each step size over the seeds. */
  readonly errors: readonly Interval[];
  /** The step size with the least error of a seed, over the seeds. */
  readonly best: Interval;
}

const drifts = [0.1, 0.3, 0.6, 1, 2, 3];
/** Step sizes as multiples of the best one, as far as they are below 1.6. */
const multiples = evenly(0.4, 1.6, 49);
const FIRST_SEED = 2001;

/** The error of many step sizes for six drifts that stay, from which that of the least error is found anew. */
export async function constant(
  { seeds, redrawEvery }: RateTrackingStudyOptions,
  { map, compiler }: Context,
): Promise<readonly Constant[]> {
  return map(drifts, "drifts", async (drift) => {
    const settings = gridOf({ learningRate: multiples.map((multiple) => multiple * optimalStepSize(drift)) });
    const { SGD } = await followStream(
      { SGD: { method: onlineMethods.SGD, settings } },
      {
        streamOf: (some) => rateTracking(some, { drift: [drift, drift], redrawEvery }),
        features: 1,
        seeds: Array.from({ length: seeds }, (_, at) => FIRST_SEED + at),
        updates: redrawEvery,
        records: 20,
        seedsAtATime: seeds,
      },
      { compiler, map: async (groups, _, follow) => Promise.all(groups.map(follow)) },
    );
    const stepSizes = settings.map(({ learningRate }) => learningRate as number);
    // The first twentieth begins at a weight of 0, not in the long run.
    const errors = SGD.map((course) => course.errors.map((records) => mean(records.slice(1))));
    const best = (errors[0] as number[]).map((_, seed) =>
      lowestPoint(
        stepSizes,
        errors.map((row) => row[seed] as number),
      ),
    );
    return {
      drift,
      stepSizes: stepSizes.map((stepSize) => round(stepSize)),
      errors: errors.map((row) => roundInterval(meanInterval(row), 5)),
      best: roundInterval(meanInterval(best), 5),
    };
  });
}

/** Where the parabola through the least of some values and its neighbours is least; at the ends, the end. */
export function lowestPoint(x: readonly number[], y: readonly number[]): number {
  const at = y.indexOf(Math.min(...y));
  const [before, least, after] = [y[at - 1], y[at] as number, y[at + 1]];
  if (before === undefined || after === undefined) return x[at] as number;
  const spacing = (x[at + 1] as number) - (x[at] as number);
  return (x[at] as number) + (spacing * (before - after)) / (2 * (before - 2 * least + after));
}
