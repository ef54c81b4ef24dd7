export type { Execution } from "./execution.js";
export * from "./lossLandscape/index.js";
export * from "./momentumIntuition/index.js";
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
