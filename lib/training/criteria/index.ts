export { type ConsecutiveCorrectState, consecutiveCorrect } from "./consecutiveCorrect.js";
export {
  type BatchOutcome,
  type Criterion,
  type CriterionNumbers,
  type CriterionState,
  criterionKind,
  type Outlook,
} from "./criterion.js";
export { fixedUpdates } from "./fixedUpdates.js";
export { heldOutAccuracy } from "./heldOutAccuracy.js";
export { type LastTaskState, lastTask } from "./lastTask.js";
export { type RunningLossState, runningLoss } from "./runningLoss.js";
