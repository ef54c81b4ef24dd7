import type { Execution } from "../common/execution.js";
import {
  type FollowedMethod,
  type SecondTask,
  type SecondTaskOptions,
  secondTask,
} from "../common/secondTask/index.js";
import { methods } from "../common/setting.js";
import { warmStartMomentum } from "./warmStart.js";

/** The methods of the study by what figures and tables call them. */
export const labels = {
  sgd: "SGD",
  carried: "momentum, carried over",
  reset: "momentum, reset",
  warm: "momentum, full speed",
} as const;

const velocity = ["velocity"];

const followed: readonly FollowedMethod[] = [
  { label: labels.sgd, ...methods.sgd, stateAtSwitch: "carry over", moments: [] },
  { label: labels.carried, ...methods.momentum, stateAtSwitch: "carry over", moments: velocity },
  { label: labels.reset, ...methods.momentum, stateAtSwitch: "reset", moments: velocity },
  {
    label: labels.warm,
    optimizer: warmStartMomentum(methods.momentum.learningRate, 0.9),
    learningRate: methods.momentum.learningRate,
    hasState: true,
    stateAtSwitch: "reset",
    moments: velocity,
  },
];

/**
 * The slow start of momentum: updates on the second task by SGD, and by SGD with momentum whose velocity is carried over from
 * the first task, is reset to 0, or starts at full speed, g / (1 − β).
 *
 * SGD's learning rate, .1, is the effective rate of momentum's: lr / (1 − β) = .01 / (1 − .9). With the start at full speed
 * the first task is learned so too, since a reset is what the state was at first.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function momentumSlowStart(
  options: Partial<SecondTaskOptions> = {},
  execution: Execution = {},
): Promise<SecondTask> {
  return secondTask("momentum's slow start", followed, options, execution);
}
