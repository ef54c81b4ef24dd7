export { type ConsecutiveCorrectState, consecutiveCorrect } from "./consecutiveCorrect.js";
export type { BatchOutcome, Criterion, CriterionNumbers, CriterionState, Outlook } from "./criterion.js";
export { fixedUpdates } from "./fixedUpdates.js";
export { heldOutAccuracy } from "./heldOutAccuracy.js";
export { type LastTaskState, lastTask } from "./lastTask.js";
export { type RunningLossState, runningLoss } from "./runningLoss.js";
