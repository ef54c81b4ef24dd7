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
export * from "./22-double-descent/index.js";
export * from "./all.js";
export type { Execution } from "./common/execution.js";
export { type Method, methods, type SettingOptions, setting, settingDefaults } from "./common/setting.js";
export { publish, readResult } from "./publish.js";
export { studies } from "./studies.js";
export type { Check, Study, StudyFigure, Verdict } from "./study.js";
