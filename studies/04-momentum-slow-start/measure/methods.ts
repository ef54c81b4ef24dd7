import { type FollowedMethod, follow, methods as published } from "../../common/index.js";
import { warmStartMomentum } from "./warmStart.js";

/** The methods of the study by what figures and tables call them. */
export const labels = {
  sgd: "SGD",
  carried: "momentum, carried over",
  reset: "momentum, reset",
  warm: "momentum, full speed",
} as const;

const moments = ["velocity"];
const { learningRate } = published.momentum;

const followed: readonly FollowedMethod[] = [
  { label: labels.sgd, ...published.sgd, stateAtSwitch: "carryOver", moments: [] },
  { label: labels.carried, ...published.momentum, stateAtSwitch: "carryOver", moments },
  { label: labels.reset, ...published.momentum, stateAtSwitch: "reset", moments },
  {
    label: labels.warm,
    optimizer: warmStartMomentum(learningRate, 0.9),
    learningRate,
    stateAtSwitch: "reset",
    moments,
  },
];

/**
 * The slow start of momentum: updates on the second task by SGD, and by SGD with momentum whose velocity is carried over from
 * the first task, is reset to 0, or starts at full speed, g / (1 − β).
 *
 * SGD's learning rate, .1, is the effective rate of momentum's: lr / (1 − β) = .01 / (1 − .9). At full speed the first task
 * starts that way, too, since a reset puts the state where it was at first.
 */
export const methods = follow(followed);
