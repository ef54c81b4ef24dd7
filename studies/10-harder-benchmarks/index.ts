export type { BenchmarkCriteria, BenchmarkName } from "./benchmarks.js";
export {
  benchmarksComparison,
  benchmarksResetFigure,
  benchmarksSavingsFigure,
  benchmarksSpeedFigure,
  benchmarksTable,
} from "./report.js";
export {
  type BenchmarkReset,
  type BenchmarkResult,
  type BenchmarkSavings,
  type BenchmarkSpeed,
  type HarderBenchmarks,
  type HarderBenchmarksOptions,
  harderBenchmarks,
  harderBenchmarksDefaults,
} from "./run.js";
export { harderBenchmarksStudy } from "./study.js";
