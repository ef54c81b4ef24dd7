import { setting, settingOptions } from "../common/index.js";
import { digitsKind, list, numberKind, type OptionsOf, option, whole } from "../core/index.js";

/** The second task is [3, 4], as the lists of the notes have it, and [2, 3], as a caption has. Runs are compared in pairs. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each estimate", { from: 2 }),
  maxUpdatesOfSearch: whole(500, "maxUpdates in the search for learning rates"),
  firstTask: option<readonly number[]>(setting.tasks[0], "digits of the first task", digitsKind),
  secondTasks: list<readonly number[]>(
    [setting.tasks[1], [2, 3]],
    "digits of the second task; rates are searched on the first pair",
    digitsKind,
  ),
  rateFactors: list(
    [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16],
    "times the published rate",
    numberKind({ above: 0 }),
  ),
};
export type OptimizerSpeedOptions = OptionsOf<typeof options>;

export const quick = {
  seeds: 2,
  hidden: [40, 40],
  criterion: 0.95,
  maxUpdates: 200,
  maxUpdatesOfSearch: 100,
  rateFactors: [1, 2],
};
