import type { Study } from "../study.js";
import { benchmarksChecks, benchmarksFigures, benchmarksVerdict } from "./report.js";
import {
  type HarderBenchmarks,
  type HarderBenchmarksOptions,
  harderBenchmarks,
  harderBenchmarksDefaults,
  harderBenchmarksQuick,
} from "./run.js";

/** Notebook 10. */
export const harderBenchmarksStudy: Study<HarderBenchmarksOptions, HarderBenchmarks> = {
  name: "10-harder-benchmarks",
  section: "Coming: do the results generalize?",
  question: "Do the notes' results generalize to other benchmarks?",
  defaults: harderBenchmarksDefaults,
  quick: harderBenchmarksQuick,
  run: harderBenchmarks,
  figures: benchmarksFigures,
  verdict: benchmarksVerdict,
  checks: benchmarksChecks,
};
