import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Context, roundInterval } from "../../core/index.js";
import type { DeepIdbdOptions } from "../options.js";
import { byTask, isLost, seedsFrom } from "./accuracy.js";
import { learnStream } from "./learnStream.js";
import { methods } from "./methods.js";

/** What becomes of IDBD with a meta rate. */
export interface Stable {
  readonly method: "IDBD" | "bounded IDBD";
  readonly metaRate: number;
  readonly initialRate: number;
  /** Seeds of which nothing is left at the end. */
  readonly lost: number;
  /** The online accuracy of all seeds, of all its tasks and of the last one. */
  readonly accuracy: Interval;
  readonly atLast: Interval;
}

const FIRST_SEED = 3001;
export const STABILITY_SEEDS = 8;
const INITIAL_RATE = 0.03;
const rates = [0.1, 0.3, 1, 3];

/** IDBD with and without a bound, by θ, up to where it blows up, in a quarter of the tasks. */
export async function stability(options: DeepIdbdOptions, context: Context): Promise<readonly Stable[]> {
  const shorter = { ...options, tasks: options.tasks / 4 };
  const found: Stable[] = [];
  for (const method of ["IDBD", "bounded IDBD"] as const) {
    const seeds = seedsFrom(FIRST_SEED, STABILITY_SEEDS);
    const settings = rates.map((metaRate) => ({ metaRate, initialRate: INITIAL_RATE }));
    const learners = settings.flatMap((setting) => seeds.map((seed) => ({ setting, seed })));
    const courses = await learnStream(methods[method], learners, shorter, context, `${method}, networks`);
    found.push(
      ...settings.map((setting) => {
        const own = courses.filter((course) => course.setting === setting);
        return {
          method,
          ...setting,
          lost: own.filter(isLost).length,
          accuracy: roundInterval(meanInterval(own.map((course) => mean(byTask(course))))),
          atLast: roundInterval(meanInterval(own.map((course) => byTask(course).at(-1) as number))),
        };
      }),
    );
  }
  return found;
}
