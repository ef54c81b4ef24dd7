import { setting, settingOptions } from "../common/index.js";
import { digitsKind, type OptionsOf, pair, whole } from "../core/index.js";

/** Task A and task B are the first two of the notes. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each column"),
  tasks: pair([setting.tasks[0], setting.tasks[1]], "digits of task A and of task B", digitsKind, "number[]"),
};
export type SavingsOptions = OptionsOf<typeof options>;

export const quick = { seeds: 3 };
