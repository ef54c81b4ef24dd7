export type { PassOrder } from "./batches.js";
export { releaseTraining } from "./caches.js";
export type { Checkpoints, EvaluationSet } from "./checkpoints.js";
export type { ContinualLearning, Ewc, L2Initial, Replay, ShrinkAndPerturb } from "./continualLearning.js";
export {
  type BatchOutcome,
  type ConsecutiveCorrectState,
  type Criterion,
  type CriterionState,
  consecutiveCorrect,
  fixedUpdates,
  heldOutAccuracy,
  type LastTaskState,
  lastTask,
  type Outlook,
  type RunningLossState,
  runningLoss,
} from "./criteria/index.js";
export { dataFrame } from "./dataFrame.js";
export type { Keep, Streams, TrainOptions } from "./options.js";
export { deadUnits, effectiveRank, stableRank } from "./plasticity.js";
export {
  batchAccuracy,
  batchLoss,
  effectiveSteps,
  gradientNorms,
  type Probe,
  stateMeans,
  stateNorms,
  type Update,
  updateNorms,
} from "./probes/index.js";
export type {
  AccuracyMatrix,
  Checkpoint,
  Evaluation,
  NotFinite,
  ParameterValues,
  Run,
  Setting,
  StateAtSwitch,
  Trained,
} from "./run.js";
export { train } from "./train.js";
export {
  type Assessment,
  type ClassAssessment,
  type ConfusionMatrix,
  type EvaluateOptions,
  evaluate,
  loadParameters,
  modelParameters,
  ParameterArray,
  parameterValues,
  predict,
  saveParameters,
  startingFrom,
} from "./trained/index.js";
