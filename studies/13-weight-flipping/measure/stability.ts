import { weightFlipping } from "momenta/datasets";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { followStream, gridOf, type OnlineCourse, onlineMethods, type Setting } from "../../common/index.js";
import { type Context, roundInterval } from "../../core/index.js";
import type { WeightFlippingOptions } from "../options.js";
import { ERROR_WITHOUT_LEARNING } from "./comparison.js";
import { flipping } from "./constantStepSizes.js";
import { boundedIdbd, freeAutostep } from "./variants.js";

/** How often a setting blows up, and what it comes to where it does not. */
export interface Stable {
  readonly method: "IDBD" | "bounded IDBD" | "Autostep" | "Autostep without its bound";
  readonly setting: Setting;
  readonly diverged: number;
  /** The mean squared error of the seeds that did not diverge, and the relevant step size of their second halves. */
  readonly error: Interval | null;
  readonly relevant: Interval | null;
}

const INITIAL_RATE = [0.01];
const FIRST_SEED = 3001;
const RECORDS = 20;

/** θ near its border, with and without a bound on its changes; Autostep with and without its bound. */
export async function stability(
  { seeds, updates }: WeightFlippingOptions,
  context: Context,
): Promise<readonly Stable[]> {
  const autosteps = gridOf({ metaRate: [0.003, 0.01, 0.03, 0.1], initialRate: INITIAL_RATE });
  const bounded = (bound: number, metaRate: readonly number[]) =>
    gridOf({ bound: [bound], metaRate, initialRate: INITIAL_RATE });
  const learners = {
    IDBD: {
      method: onlineMethods.IDBD,
      settings: gridOf({
        metaRate: [0.005, 0.007, 0.008, 0.009, 0.01, 0.012, 0.014, 0.02],
        initialRate: INITIAL_RATE,
      }),
    },
    "bounded IDBD": {
      method: boundedIdbd,
      settings: [...bounded(2, [0.01, 0.014, 0.02]), ...bounded(0.1, [0.005, 0.01, 0.02, 0.03])],
    },
    Autostep: { method: onlineMethods.Autostep, settings: autosteps },
    "Autostep without its bound": { method: freeAutostep, settings: autosteps },
  };
  const run = {
    streamOf: (some: readonly number[]) => weightFlipping(some),
    features: flipping.features,
    seeds: Array.from({ length: seeds }, (_, at) => FIRST_SEED + at),
    updates,
    records: RECORDS,
    seedsAtATime: 5,
  };
  const courses = await followStream(learners, run, context);
  const methods = Object.keys(learners) as Stable["method"][];
  return methods.flatMap((method) => courses[method].map((course) => ({ method, ...stableOf(course) })));
}

function stableOf({ setting, errors, stepSizes }: OnlineCourse): Omit<Stable, "method"> {
  const seeds = errors.map((records, seed) => ({
    error: records.reduce((sum, error) => sum + error, 0) / records.length,
    relevant: mean(
      (stepSizes[seed] as readonly (readonly number[])[])
        .slice(RECORDS / 2)
        .flatMap((weights) => weights.slice(0, flipping.relevant))
        .map((rate) => (Number.isFinite(rate) ? rate : 0)),
    ),
  }));
  const learned = seeds.filter(({ error }) => error < ERROR_WITHOUT_LEARNING);
  const over = (value: (seed: (typeof seeds)[number]) => number) =>
    learned.length > 1 ? roundInterval(meanInterval(learned.map(value))) : null;
  return {
    setting,
    diverged: seeds.length - learned.length,
    error: over(({ error }) => error),
    relevant: over(({ relevant }) => relevant),
  };
}
