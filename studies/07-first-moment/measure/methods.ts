import { adam, notes } from "momenta/optimizers";
import { type FollowedMethod, follow, methods as published } from "../../common/index.js";

/** The methods of the study by what figures and tables call them. */
export const labels = {
  sgd: "SGD",
  adam: "Adam, the notes'",
  corrected: "Adam, bias-corrected",
  withoutFirst: "Adam, β₁ = 0",
} as const;

const { optimizer, learningRate } = published.adam;
const shared = { learningRate, stateAtSwitch: "reset", moments: ["firstMoment", "secondMoment"] } as const;

const followed: readonly FollowedMethod[] = [
  { label: labels.sgd, ...published.sgd, stateAtSwitch: "carryOver", moments: [] },
  { label: labels.adam, ...shared, optimizer },
  { label: labels.corrected, ...shared, optimizer: adam({ learningRate }) },
  { label: labels.withoutFirst, ...shared, optimizer: notes.adam({ learningRate, beta1: 0 }) },
];

/**
 * The first moment: Adam's updates and its first moment on the second task, its state reset before it, beside SGD; and two
 * controls: Adam with the bias correction that the notes leave out, and Adam of the notes without the first moment, β₁ = 0.
 */
export const methods = follow(followed);
