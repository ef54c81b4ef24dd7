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
