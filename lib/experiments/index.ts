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
export type { Execution } from "./execution.js";
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
  tasksToJointOfAdamFigure,
  tasksToJointStudy,
  tasksToJointTable,
} from "./tasksToJoint/index.js";
