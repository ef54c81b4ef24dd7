import { type Interval, mean, meanInterval, monotonicity, quantile, ratioInterval } from "momenta/statistics";
import { bootstrapMeans } from "../../common/index.js";
import type { TasksToJointLine } from "./lines.js";

/** What a line says about the number of tasks. */
export interface Trend {
  /** Mean updates after each number of tasks. */
  readonly points: readonly Interval[];
  /** The mean over seeds of a seed's monotonicity: −1 where every further task lowers the updates, 1 where every one raises them. */
  readonly monotonicity: Interval;
  /** The monotonicity of the means, its interval by a bootstrap over seeds. */
  readonly monotonicityOfMeans: Interval;
  /** (mean updates after all tasks) / (mean updates after none): below 1 where training on them saves updates. */
  readonly ratio: Interval;
  /** Mean updates over all numbers of tasks. */
  readonly average: number;
}

/** The monotonicity of each seed of a line. */
export function seedMonotonicities({ updates }: Pick<TasksToJointLine, "updates">): number[] {
  const [none = []] = updates;
  return none.map((_, seed) => monotonicity(updates.map((seeds) => seeds[seed] as number)));
}

/** How the updates of a line change with the number of tasks. */
export function trendOf(line: Pick<TasksToJointLine, "updates">): Trend {
  const { updates } = line;
  const means = updates.map(mean);
  const samples = bootstrapMeans(updates).map(monotonicity);
  return {
    points: updates.map(meanInterval),
    monotonicity: meanInterval(seedMonotonicities(line)),
    monotonicityOfMeans: {
      estimate: monotonicity(means),
      lower: quantile(samples, 0.025),
      upper: quantile(samples, 0.975),
    },
    ratio: ratioInterval(updates.at(-1) ?? [], updates[0] ?? []),
    average: mean(means),
  };
}
