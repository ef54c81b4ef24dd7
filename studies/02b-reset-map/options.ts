import { accuracyOption, choicesOption, fewChoices, setting } from "../common/index.js";
import { type OptionsOf, whole } from "../core/index.js";

const usualSplit = [0, 2, 4, 6, 8].map((digit) => [digit, digit + 1]);
const evenThenOdd = [
  [0, 2],
  [4, 6],
  [8, 1],
  [3, 5],
  [7, 9],
];

/**
 * Lists of tasks: the notes', the usual split of the digits, both of them backwards too, and even digits before odd ones. All
 * criteria are lower than in the comparison at the setting of all studies, and a task is given up earlier, so that the map
 * takes minutes.
 */
export const options = {
  seeds: whole(2, "runs of each optimizer in each way and setting"),
  maxUpdates: whole(1000, "a task that takes more is given up"),
  criterion: accuracyOption(0.9, "held-out accuracy at which a task before the joint one is learned"),
  choices: choicesOption(
    [0.8, 0.85],
    [setting.tasks, [...setting.tasks].reverse(), usualSplit, [...usualSplit].reverse(), evenThenOdd],
  ),
};
export type ResetOrCarryMapOptions = OptionsOf<typeof options>;

/** Three settings, small networks, two tasks before the joint one. */
export const quick: Partial<ResetOrCarryMapOptions> = {
  seeds: 2,
  maxUpdates: 300,
  criterion: 0.9,
  choices: fewChoices(options.choices.default, [0.8], [setting.tasks.slice(0, 2)]),
};
