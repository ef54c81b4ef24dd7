import { type SettingOptions, setting, settingDefaults } from "../setting.js";

/** What the studies of the second task leave to choose; the defaults are `secondTaskDefaults`. */
export interface SecondTaskOptions extends SettingOptions {
  /** For how many updates the second task is followed, whether it is learned by then or not. */
  readonly updates: number;
  /** The first updates of the second task that count as its beginning. */
  readonly beginning: number;
  /** The digits of the task that is learned first. */
  readonly firstTask: readonly number[];
  /** The digits of the second task, and others in its place that only summaries are given of. */
  readonly secondTasks: readonly (readonly number[])[];
}

/** The setting of all studies; the second task is [3, 4] as in the notes' lists, and beside it [2, 3] as in their caption. */
export const secondTaskDefaults: SecondTaskOptions = {
  ...settingDefaults,
  updates: 150,
  beginning: 10,
  firstTask: setting.tasks[0],
  secondTasks: [setting.tasks[1], [2, 3]],
};

/** What is chosen otherwise to see that everything works. */
export const secondTaskQuick: Partial<SecondTaskOptions> = { seeds: 2, updates: 40, secondTasks: [setting.tasks[1]] };

/** @throws RangeError where an option does not fit the others, naming it */
export function requireSecondTask({ hidden, updates, beginning, maxUpdates, secondTasks }: SecondTaskOptions): void {
  if (hidden.length !== 2) {
    throw new RangeError(
      `hidden has ${hidden.length} widths; the notes follow two hidden layers and the output: give 2.`,
    );
  }
  if (updates > maxUpdates) throw new RangeError(`updates is ${updates}, more than maxUpdates, ${maxUpdates}.`);
  if (!(Number.isInteger(beginning) && beginning >= 1 && beginning <= updates)) {
    throw new RangeError(`beginning is ${beginning}; give a whole number from 1 to updates, ${updates}.`);
  }
  if (secondTasks.length === 0) throw new RangeError("secondTasks is empty; give at least one list of digits.");
}
