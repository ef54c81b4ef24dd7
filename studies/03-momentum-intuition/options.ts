import { accuracyOption, setting } from "../common/index.js";
import { list, type OptionsOf, positive, whole, wholeKind } from "../core/index.js";

/** With a learning rate of .01 and β = .9 the velocity is largest after some ten updates. */
export const options = {
  seeds: whole(setting.seeds, "runs of the network"),
  criterion: accuracyOption(setting.criterion, "held-out accuracy at which the network has learned a task"),
  longUpdates: whole(1000, "updates of task 1 where the network is trained beyond the criterion"),
  problems: whole(400, "problems of two weights", { from: 2 }),
  switches: list([6, 12, 24, 48, 96, 192], "updates of task 1 after which task 2 begins", wholeKind(), { from: 2 }),
  early: whole(12, "the one of them that stands for the hope"),
  tolerance: positive(1e-3, "the loss below which task 2 has to stay to count as learned"),
};
export type MomentumIntuitionOptions = OptionsOf<typeof options>;

export const quick = { seeds: 3, longUpdates: 60, problems: 100 };

/** @throws RangeError where the switches do not ascend, or `early` is not one of them */
export function check({ switches, early }: MomentumIntuitionOptions): void {
  const listed = `[${switches.join(", ")}]`;
  if (switches.some((after, at) => after <= (switches[at - 1] ?? 0))) {
    throw new RangeError(`switches is ${listed}; give them ascending.`);
  }
  if (!switches.includes(early)) throw new RangeError(`early is ${early}; give one of the switches, ${listed}.`);
}
