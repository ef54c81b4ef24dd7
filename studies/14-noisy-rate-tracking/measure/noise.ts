import type { Tensor2D } from "@tensorflow/tfjs";
import { type OnlineStream, optimalStepSize, rateTracking } from "momenta/datasets";
import { tf } from "momenta/engine";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { followStream, gridOf, type OnlineCourse, onlineMethods } from "../../common/index.js";
import { type Context, roundInterval } from "../../core/index.js";
import type { RateTrackingStudyOptions } from "../options.js";

/** What becomes of a drift of 1 under noise of some standard deviation. */
export interface Noise {
  readonly noise: number;
  /** Where the step size of RMSProp with the drift for its learning rate settles. */
  readonly settled: Interval;
  /**
   * Mean squared errors as multiples of that of the best step size on the same examples: of RMSProp, and of SGD with the step
   * size that is best for noise of 1.
   */
  readonly rmsprop: Interval;
  readonly sgd: Interval;
}

export const noises = [0.25, 0.5, 1, 2, 4];
const FIRST_SEED = 3001;

/** RMSProp and SGD where the drift stays and the noise is another one. */
export async function noise(
  { seeds, redrawEvery }: RateTrackingStudyOptions,
  { map, compiler }: Context,
): Promise<readonly Noise[]> {
  return map(noises, "noises", async (noise): Promise<Noise> => {
    const learners = {
      RMSProp: { method: onlineMethods.RMSProp, settings: gridOf({ learningRate: [1], decay: [0.999] }) },
      SGD: {
        method: onlineMethods.SGD,
        settings: gridOf({ learningRate: [1, 1 / noise].map((drift) => optimalStepSize(drift)) }),
      },
    };
    const courses = await followStream(
      learners,
      {
        streamOf: (some) => scaled(rateTracking(some, { drift: [1 / noise, 1 / noise], redrawEvery }), noise),
        features: 1,
        seeds: Array.from({ length: seeds }, (_, at) => FIRST_SEED + at),
        updates: redrawEvery,
        records: 20,
        seedsAtATime: seeds,
      },
      { compiler, map: async (groups, _, follow) => Promise.all(groups.map(follow)) },
    );
    const late = (records: readonly number[]) => mean(records.slice(10));
    const [rmsprop, sgd, best] = [...courses.RMSProp, ...courses.SGD] as [OnlineCourse, OnlineCourse, OnlineCourse];
    const overBest = ({ errors }: OnlineCourse) =>
      roundInterval(
        meanInterval(errors.map((records, seed) => late(records) / late(best.errors[seed] as readonly number[]))),
        5,
      );
    const rates = rmsprop.stepSizes.map((records) => late(records.map(([rate]) => rate as number)));
    return {
      noise,
      settled: roundInterval(meanInterval(rates)),
      rmsprop: overBest(rmsprop),
      sgd: overBest(sgd),
    };
  });
}

/** Targets times a factor: a drift of 1 / c and noise of 1 become a drift of 1 and noise of c. */
function scaled(stream: OnlineStream, factor: number): OnlineStream {
  return {
    next(steps) {
      const { inputs, targets } = stream.next(steps);
      const large = tf.mul<Tensor2D>(targets, factor);
      targets.dispose();
      return { inputs, targets: large };
    },
  };
}
