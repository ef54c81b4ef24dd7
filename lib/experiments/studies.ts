import { adadeltaBehaviourStudy } from "./adadeltaBehaviour/index.js";
import { catastrophicForgettingStudy } from "./catastrophicForgetting/index.js";
import { harderBenchmarksStudy } from "./harderBenchmarks/index.js";
import { optimizerSpeedStudy } from "./optimizerSpeed/index.js";
import { savingsStudy } from "./savings.js";
import type { Study } from "./study.js";
import { tasksToJointStudy } from "./tasksToJoint/index.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [
  savingsStudy,
  optimizerSpeedStudy,
  tasksToJointStudy,
  adadeltaBehaviourStudy,
  harderBenchmarksStudy,
  catastrophicForgettingStudy,
] as readonly unknown[] as readonly Study[];
