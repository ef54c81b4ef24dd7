import { mean } from "momenta/statistics";
import type { Setting } from "../../common/index.js";
import { type Context, round } from "../../core/index.js";
import type { DeepIdbdOptions } from "../options.js";
import { byTask, isLost, lastQuarter, seedsFrom } from "./accuracy.js";
import { grids } from "./grids.js";
import { BINS, type Course, learnStream } from "./learnStream.js";
import { methods } from "./methods.js";

export const compared = ["SGD", "IDBD", "RMSProp", "Adam", "normalization alone", "hybrid"] as const;
export type Compared = (typeof compared)[number];

/** A setting of a grid. */
export interface Tried {
  readonly setting: Setting;
  /** The online accuracy over the tuning seeds: of all tasks, and of the last quarter of them. */
  readonly accuracy: number;
  readonly late: number;
  /** How many seeds' losses were not finite, or whose last task was learned no better than by guessing. */
  readonly lost: number;
}

/** What a method did with the setting that was best in its grid. */
export interface Learned {
  readonly name: Compared;
  readonly setting: Setting;
  readonly grid: readonly Tried[];
  /** The online accuracy, `[seed][task]`. */
  readonly byTask: readonly (readonly number[])[];
  /** The online accuracy within a task, over all tasks, `[seed][bin]`. */
  readonly within: readonly (readonly number[])[];
  /** The quantiles of the step sizes of each layer after each task, means over seeds, `[task][layer][quantile]`. */
  readonly stepSizes: readonly (readonly (readonly number[])[])[];
}

const FIRST_TUNING_SEED = 1001;

/** Tunes every method on its grid, then runs the best settings on other seeds, the same for all. */
export async function comparison(options: DeepIdbdOptions, context: Context): Promise<readonly Learned[]> {
  const learned: Learned[] = [];
  for (const name of compared) {
    const tuning = seedsFrom(FIRST_TUNING_SEED, options.tuningSeeds);
    const settings: readonly Setting[] = grids[name];
    const tries = settings.flatMap((setting) => tuning.map((seed) => ({ setting, seed })));
    const tried = await learnStream(methods[name], tries, options, context, `${name}, networks of the grid`);
    const grid = settings.map((setting) =>
      triedOf(
        setting,
        tried.filter((course) => course.setting === setting),
      ),
    );
    const setting = mostAccurate(grid);
    const own = seedsFrom(1, options.seeds).map((seed) => ({ setting, seed }));
    const courses = await learnStream(methods[name], own, options, context, `${name}, networks`, true);
    learned.push({ name, setting, grid, ...summaryOf(courses) });
  }
  return learned;
}

function triedOf(setting: Setting, courses: readonly Course[]): Tried {
  const tasks = courses.map(byTask);
  return {
    setting,
    accuracy: round(mean(tasks.flat())),
    late: round(mean(tasks.flatMap(lastQuarter))),
    lost: courses.filter(isLost).length,
  };
}

function mostAccurate(grid: readonly Tried[]): Setting {
  const [best] = [...grid].sort((a, b) => a.lost - b.lost || b.accuracy - a.accuracy);
  return (best as Tried).setting;
}

function summaryOf(courses: readonly Course[]): Pick<Learned, "byTask" | "within" | "stepSizes"> {
  const [first] = courses as [Course];
  const geometricMean = (values: readonly number[]) =>
    round(Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length));
  return {
    byTask: courses.map((course) => byTask(course).map((value) => round(value))),
    within: courses.map(({ accuracy }) =>
      Array.from({ length: BINS }, (_, bin) => round(mean(accuracy.map((bins) => bins[bin] as number)))),
    ),
    stepSizes: first.stepSizes.map((ofLayers, task) =>
      ofLayers.map((ofQuantiles, layer) =>
        ofQuantiles.map((_, quantile) =>
          geometricMean(courses.map(({ stepSizes }) => stepSizes[task]?.[layer]?.[quantile] as number)),
        ),
      ),
    ),
  };
}
