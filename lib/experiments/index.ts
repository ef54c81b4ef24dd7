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
export type { Execution } from "./execution.js";
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
export {
  type Savings,
  type SavingsColumn,
  type SavingsOptions,
  savings,
  savingsDefaults,
  savingsDetails,
  savingsFigure,
  savingsStudy,
  savingsTable,
} from "./savings.js";
export { type Method, methods, setting } from "./setting.js";
export { studies } from "./studies.js";
export type { Check, Study, StudyFigure, Verdict } from "./study.js";
export {
  type TasksToJoint,
  type TasksToJointLine,
  type TasksToJointOptions,
  tasksToJoint,
  tasksToJointDefaults,
  tasksToJointFigure,
  tasksToJointStudy,
  tasksToJointTable,
  tasksToJointVariantsFigure,
} from "./tasksToJoint/index.js";
