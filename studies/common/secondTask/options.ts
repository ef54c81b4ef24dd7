import { digitsKind, list, type OptionsOf, option, pair, whole, wholeKind } from "../../core/index.js";
import { setting, settingOptions } from "../setting.js";

/** The setting of all studies; the second task is [3, 4] as in the notes' lists, and beside it [2, 3] as in their caption. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each method"),
  hidden: pair(setting.hidden, "units of the first and the second layer", wholeKind(), "number"),
  updates: whole(150, "of the second task that are followed"),
  beginning: whole(10, "first updates of the second task that count as its beginning"),
  firstTask: option(setting.tasks[0], "digits of the task that is learned first", digitsKind),
  secondTasks: list([setting.tasks[1], [2, 3]], "digits of the second task, and another in its place", digitsKind),
};
export type SecondTaskOptions = OptionsOf<typeof options>;

export const quick: Partial<SecondTaskOptions> = { seeds: 2, updates: 40, secondTasks: [setting.tasks[1]] };

/** @throws RangeError where an option does not fit the others, naming it */
export function check({ updates, beginning, maxUpdates }: SecondTaskOptions): void {
  if (updates > maxUpdates) throw new RangeError(`updates is ${updates}; give at most maxUpdates, ${maxUpdates}.`);
  if (beginning > updates) throw new RangeError(`beginning is ${beginning}; give at most updates, ${updates}.`);
}
