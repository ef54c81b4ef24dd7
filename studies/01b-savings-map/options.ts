import { choicesOption, fewChoices, setting } from "../common/index.js";
import { list, type OptionsOf, whole, wholeKind } from "../core/index.js";

/**
 * Tasks A and B: each task of the notes and the one after it, and the pair that makes [2, 3], which one caption of the notes
 * names, the second task.
 */
const pairs = [
  ...setting.tasks.slice(1).map((task, index) => [setting.tasks[index] as readonly number[], task]),
  [
    [0, 1],
    [2, 3],
  ],
];

export const options = {
  seeds: whole(3, "runs of each column in each setting"),
  maxUpdates: whole(setting.maxUpdates, "a task that takes more is given up"),
  choices: choicesOption([0.95, 0.98], pairs),
  freshSeeds: list(
    Array.from({ length: 25 }, (_, index) => 26 + index),
    "for the setting with the most published signs, run once more",
    wholeKind(),
  ),
};
export type SavingsMapOptions = OptionsOf<typeof options>;

/** Three settings with small networks. */
export const quick: Partial<SavingsMapOptions> = {
  seeds: 2,
  choices: fewChoices(options.choices.default, [0.95], pairs.slice(0, 1)),
  freshSeeds: [26, 27],
};

/** @throws RangeError where an entry of the tasks is not task A and task B */
export function check({ choices }: SavingsMapOptions): void {
  const wrong = choices.tasks.find((tasks) => tasks.length !== 2);
  if (wrong === undefined) return;
  throw new RangeError(`choices: an entry of tasks has ${wrong.length} lists of digits; give two, task A and task B.`);
}
