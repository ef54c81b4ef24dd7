import { accuracyOption, setting, settingOptions } from "../common/index.js";
import { choice, digitsKind, list, type OptionsOf, whole } from "../core/index.js";

/** Runs are compared in pairs. The notes do not say what becomes of the state here; the section before resets it. */
export const options = {
  ...settingOptions,
  seeds: whole(setting.seeds, "runs of each point", { from: 2 }),
  criterion: accuracyOption(setting.criterion, "held-out accuracy at which a task of two digits is learned"),
  jointCriterion: accuracyOption(setting.jointCriterion, "the same for all ten digits"),
  tasks: list<readonly number[]>(setting.tasks, "digits of each task, in order", digitsKind),
  stateAtSwitch: choice("reset", "the optimizer's state between tasks", ["reset", "carryOver"]),
};
export type TasksToJointOptions = OptionsOf<typeof options>;

export const quick = {
  seeds: 2,
  maxUpdates: 300,
  hidden: [25, 25],
  criterion: 0.9,
  jointCriterion: 0.7,
  tasks: setting.tasks.slice(0, 3),
};
