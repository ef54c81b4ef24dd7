import { adam, notes } from "momenta/optimizers";
import type { Execution } from "../common/execution.js";
import {
  type FollowedMethod,
  type SecondTask,
  type SecondTaskOptions,
  secondTask,
} from "../common/secondTask/index.js";
import { methods } from "../common/setting.js";

/** The methods of the study by what figures and tables call them. */
export const labels = {
  sgd: "SGD",
  adam: "Adam, the notes'",
  corrected: "Adam, bias-corrected",
  withoutFirst: "Adam, β₁ = 0",
} as const;

const { learningRate } = methods.adam;
const ofAdam = {
  learningRate,
  hasState: true,
  stateAtSwitch: "reset",
  moments: ["firstMoment", "secondMoment"],
} as const;

const followed: readonly FollowedMethod[] = [
  { label: labels.sgd, ...methods.sgd, stateAtSwitch: "carry over", moments: [] },
  { label: labels.adam, ...ofAdam, optimizer: methods.adam.optimizer },
  { label: labels.corrected, ...ofAdam, optimizer: adam({ learningRate }) },
  { label: labels.withoutFirst, ...ofAdam, optimizer: notes.adam({ learningRate, beta1: 0 }) },
];

/**
 * The first moment: Adam's updates and its first moment on the second task, its state reset before it, beside SGD; and two
 * controls: Adam with the bias correction that the notes leave out, and Adam of the notes without the first moment, β₁ = 0.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export function firstMoment(options: Partial<SecondTaskOptions> = {}, execution: Execution = {}): Promise<SecondTask> {
  return secondTask("first moment", followed, options, execution);
}
