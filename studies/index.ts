export * from "./03-momentum-intuition/index.js";
export {
  momentumSlowStart,
  momentumSlowStartStudy,
  slowStartFigure,
  slowStartLosses,
  slowStartTable,
  slowStartUpdates,
  slowStartZoomFigure,
} from "./04-momentum-slow-start/index.js";
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
} from "./05-optimizer-speed/index.js";
export {
  secondMoment,
  secondMomentFigure,
  secondMomentLayers,
  secondMomentStudy,
  secondMomentTable,
  secondMomentUpdatesFigure,
} from "./06-second-moment/index.js";
export {
  adamControlsFigure,
  firstMoment,
  firstMomentDifferences,
  firstMomentDurations,
  firstMomentFigure,
  firstMomentStudy,
  firstMomentTable,
  sgdAgainstAdamFigure,
} from "./07-first-moment/index.js";
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
} from "./08-tasks-to-joint/index.js";
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
} from "./09-adadelta/index.js";
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
} from "./10-harder-benchmarks/index.js";
export * from "./11-loss-landscape/index.js";
export * from "./20-second-order/index.js";
export * from "./22-double-descent/index.js";
export * from "./25-momentum-and-adaptive-rates/index.js";
export * from "./26-visualizing-optimizers/index.js";
export * from "./27-curvature-and-preconditioning/index.js";
export * from "./30-adamw/index.js";
export * from "./all.js";
export type { Execution } from "./common/execution.js";
export {
  type Course,
  type Followed,
  type FollowedTask,
  type SecondTask,
  type SecondTaskOptions,
  type Shape,
  secondTaskDefaults,
} from "./common/secondTask/index.js";
export { type Method, methods, type SettingOptions, setting, settingDefaults } from "./common/setting.js";
export { publish, readResult } from "./publish.js";
export { studies } from "./studies.js";
export type { Check, Study, StudyFigure, Verdict } from "./study.js";
