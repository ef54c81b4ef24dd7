export type { Execution } from "./execution.js";
export type { OpenChoices, OpenNetwork, OpenSetting } from "./map/openChoices.js";
export { publish, readResult } from "./publish.js";
export {
  type ResetOrCarry,
  type ResetOrCarryOptions,
  type ResetOrCarryRow,
  resetOrCarry,
  resetOrCarryDefaults,
  type WayOfState,
} from "./resetOrCarry.js";
export {
  type MappedReset,
  type MappedResets,
  type ResetOrCarryMap,
  type ResetOrCarryMapOptions,
  resetOrCarryMap,
  resetOrCarryMapDefaults,
} from "./resetOrCarryMap.js";
export {
  resetOrCarryFigure,
  resetOrCarryMapFigure,
  resetOrCarryMapTable,
  resetOrCarryTable,
  tasksBeforeTable,
} from "./resetOrCarryReport.js";
export { type ResetOrCarryResult, type ResetOrCarryStudyOptions, resetOrCarryStudy } from "./resetOrCarryStudy.js";
export { type Savings, type SavingsColumn, type SavingsOptions, savings, savingsDefaults } from "./savings.js";
export {
  type MappedSavings,
  type MappedSetting,
  type Picked,
  type SavingsMap,
  type SavingsMapColumn,
  type SavingsMapOptions,
  savingsMap,
  savingsMapDefaults,
} from "./savingsMap.js";
export { pickedTable, savingsMapFigure, savingsMapTable } from "./savingsMapReport.js";
export { savingsDetails, savingsFigure, savingsTable } from "./savingsReport.js";
export { type SavingsResult, type SavingsStudyOptions, savingsStudy } from "./savingsStudy.js";
export { type Method, methods, setting } from "./setting.js";
export { studies } from "./studies.js";
export type { Check, Study, StudyFigure, Verdict } from "./study.js";
