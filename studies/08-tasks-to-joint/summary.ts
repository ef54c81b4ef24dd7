import { type Interval, mean, meanInterval, monotonicity, quantile, ratioInterval } from "momenta/statistics";
import { bootstrapMeans } from "../common/bootstrapMeans.js";
import type { TasksToJointLine } from "./tasksToJoint.js";

/** What a line says about the number of tasks. */
export interface Trend {
  /** Mean updates after each number of tasks. */
  readonly points: readonly Interval[];
  /** The mean over seeds of a seed's monotonicity: −1 where every further task lowers the updates, 1 where every one raises them. */
  readonly monotonicity: Interval;
  /** The monotonicity of the means, its interval by a bootstrap over seeds. */
  readonly ofMeans: Interval;
  /** (mean updates after all tasks) / (mean updates after none): below 1 where training on them saves updates. */
  readonly ratio: Interval;
  /** Mean updates over all numbers of tasks. */
  readonly average: number;
}

/** The monotonicity of each seed of a line. */
export function scores({ updates }: Pick<TasksToJointLine, "updates">): number[] {
  const seeds = updates[0]?.length ?? 0;
  return Array.from({ length: seeds }, (_, seed) => monotonicity(updates.map((ofNumber) => ofNumber[seed] as number)));
}

/** How the updates of a line change with the number of tasks. */
export function trendOf({ updates }: Pick<TasksToJointLine, "updates">): Trend {
  const [none, all] = [updates[0], updates.at(-1)] as [readonly number[], readonly number[]];
  const means = updates.map(mean);
  const samples = bootstrapMeans(updates).map(monotonicity);
  return {
    points: updates.map(meanInterval),
    monotonicity: meanInterval(scores({ updates })),
    ofMeans: { estimate: monotonicity(means), lower: quantile(samples, 0.025), upper: quantile(samples, 0.975) },
    ratio: ratioInterval(all, none),
    average: mean(means),
  };
}
