import { accuracyOption, setting, settingOptions } from "../common/index.js";
import { digitsKind, list, type OptionsOf, whole } from "../core/index.js";

/** A test of pairs takes two seeds. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each optimizer in each way", { from: 2 }),
  criterion: accuracyOption(setting.criterion, "held-out accuracy at which a task of two digits is learned"),
  jointCriterion: accuracyOption(setting.jointCriterion, "held-out accuracy at which the joint task is learned"),
  tasks: list(setting.tasks, "digits of the tasks before the joint one", digitsKind),
};
export type ResetOrCarryOptions = OptionsOf<typeof options>;

export const quick = {
  seeds: 2,
  maxUpdates: 300,
  hidden: [25, 25],
  criterion: 0.9,
  jointCriterion: 0.7,
  tasks: setting.tasks.slice(0, 3),
};
