export {
  type AdadeltaBehaviour,
  type AdadeltaBehaviourOptions,
  type AdadeltaForm,
  adadeltaBehaviour,
  adadeltaBehaviourDefaults,
  adadeltaBehaviourStudy,
  type DataSetName,
  type DataSetSpeed,
  dataSetsFigure,
  dataSetsTable,
  formsTable,
  mapFigure,
  type NamedForm,
  type StepCurve,
  stepsFigure,
} from "./adadeltaBehaviour/index.js";
export * from "./adamProperties/index.js";
export * from "./adamw/index.js";
export * from "./amsgrad/index.js";
export {
  type CatastrophicForgetting,
  type CatastrophicForgettingOptions,
  catastrophicForgetting,
  catastrophicForgettingDefaults,
  catastrophicForgettingStudy,
  type ForgettingEntry,
  type ForgettingVariant,
  forgettingFigure,
  forgettingStepsFigure,
  forgettingTable,
  forgettingVariants,
  type RetentionPair,
} from "./catastrophicForgetting/index.js";
export * from "./curvatureAndPreconditioning/index.js";
export * from "./doubleDescent/index.js";
export type { Execution } from "./execution.js";
export {
  adamControlsFigure,
  firstMoment,
  firstMomentDifferences,
  firstMomentDurations,
  firstMomentFigure,
  firstMomentStudy,
  firstMomentTable,
  sgdAgainstAdamFigure,
} from "./firstMoment/index.js";
export * from "./flatRegions/index.js";
export {
  type BenchmarkCriteria,
  type BenchmarkName,
  type BenchmarkReset,
  type BenchmarkResult,
  type BenchmarkSavings,
  type BenchmarkSpeed,
  benchmarksComparison,
  benchmarksResetFigure,
  benchmarksSavingsFigure,
  benchmarksSpeedFigure,
  benchmarksTable,
  type HarderBenchmarks,
  type HarderBenchmarksOptions,
  harderBenchmarks,
  harderBenchmarksDefaults,
  harderBenchmarksStudy,
} from "./harderBenchmarks/index.js";
export * from "./lossLandscape/index.js";
export type { OpenChoices, OpenNetwork, OpenSetting } from "./map/openChoices.js";
export * from "./momentumAndAdaptiveRates/index.js";
export * from "./momentumIntuition/index.js";
export * from "./momentumOnAQuadric/index.js";
export {
  momentumSlowStart,
  momentumSlowStartStudy,
  slowStartFigure,
  slowStartLosses,
  slowStartTable,
  slowStartUpdates,
  slowStartZoomFigure,
} from "./momentumSlowStart/index.js";
export {
  type MethodSpeed,
  type OptimizerSpeed,
  type OptimizerSpeedOptions,
  optimizerSpeed,
  optimizerSpeedDefaults,
  optimizerSpeedStudy,
  type RateSpeed,
  ratesFigure,
  speedDifferences,
  speedFigure,
  speedTable,
} from "./optimizerSpeed/index.js";
export { publish, readResult } from "./publish.js";
export * from "./resetOrCarry/index.js";
export * from "./resetOrCarryMap/index.js";
export * from "./savings/index.js";
export * from "./savingsMap/index.js";
export {
  secondMoment,
  secondMomentFigure,
  secondMomentLayers,
  secondMomentStudy,
  secondMomentTable,
  secondMomentUpdatesFigure,
} from "./secondMoment/index.js";
export * from "./secondOrder/index.js";
export {
  type Course,
  type Followed,
  type FollowedTask,
  type SecondTask,
  type SecondTaskOptions,
  type Shape,
  secondTaskDefaults,
} from "./secondTask/index.js";
export { type Method, methods, type SettingOptions, setting, settingDefaults } from "./setting.js";
export * from "./sgdOnAQuadric/index.js";
export { studies } from "./studies.js";
export type { Check, Study, StudyFigure, Verdict } from "./study.js";
export {
  type TasksToJoint,
  type TasksToJointLine,
  type TasksToJointOptions,
  tasksToJoint,
  tasksToJointDefaults,
  tasksToJointFigure,
  tasksToJointOfAdamFigure,
  tasksToJointStudy,
  tasksToJointTable,
} from "./tasksToJoint/index.js";
export * from "./visualizingOptimizers/index.js";
