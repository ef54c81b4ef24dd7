import { catastrophicForgettingStudy } from "./catastrophicForgetting/index.js";
import { harderBenchmarksStudy } from "./harderBenchmarks/index.js";
import { savingsStudy } from "./savings.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [
  savingsStudy,
  harderBenchmarksStudy,
  catastrophicForgettingStudy,
] as readonly unknown[] as readonly Study[];
