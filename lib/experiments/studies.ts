import { adadeltaBehaviourStudy } from "./adadeltaBehaviour/index.js";
import { adamPropertiesStudy } from "./adamProperties/index.js";
import { adamwStudy } from "./adamw/index.js";
import { amsgradStudy } from "./amsgrad/index.js";
import { catastrophicForgettingStudy } from "./catastrophicForgetting/index.js";
import { curvatureAndPreconditioningStudy } from "./curvatureAndPreconditioning/index.js";
import { doubleDescentStudy } from "./doubleDescent/index.js";
import { firstMomentStudy } from "./firstMoment/index.js";
import { flatRegionsStudy } from "./flatRegions/index.js";
import { harderBenchmarksStudy } from "./harderBenchmarks/index.js";
import { lossLandscapeStudy } from "./lossLandscape/index.js";
import { momentumAndAdaptiveRatesStudy } from "./momentumAndAdaptiveRates/index.js";
import { momentumIntuitionStudy } from "./momentumIntuition/index.js";
import { momentumOnAQuadricStudy } from "./momentumOnAQuadric/index.js";
import { momentumSlowStartStudy } from "./momentumSlowStart/index.js";
import { optimizerSpeedStudy } from "./optimizerSpeed/index.js";
import { resetOrCarryStudy } from "./resetOrCarry/index.js";
import { resetOrCarryMapStudy } from "./resetOrCarryMap/index.js";
import { savingsStudy } from "./savings/index.js";
import { savingsMapStudy } from "./savingsMap/index.js";
import { secondMomentStudy } from "./secondMoment/index.js";
import { secondOrderStudy } from "./secondOrder/index.js";
import { sgdOnAQuadricStudy } from "./sgdOnAQuadric/index.js";
import type { Study } from "./study.js";
import { tasksToJointStudy } from "./tasksToJoint/index.js";
import { visualizingOptimizersStudy } from "./visualizingOptimizers/index.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = [
  savingsStudy,
  savingsMapStudy,
  resetOrCarryStudy,
  resetOrCarryMapStudy,
  momentumIntuitionStudy,
  momentumSlowStartStudy,
  optimizerSpeedStudy,
  secondMomentStudy,
  firstMomentStudy,
  tasksToJointStudy,
  adadeltaBehaviourStudy,
  harderBenchmarksStudy,
  lossLandscapeStudy,
  catastrophicForgettingStudy,
  flatRegionsStudy,
  sgdOnAQuadricStudy,
  momentumOnAQuadricStudy,
  secondOrderStudy,
  doubleDescentStudy,
  momentumAndAdaptiveRatesStudy,
  visualizingOptimizersStudy,
  curvatureAndPreconditioningStudy,
  adamPropertiesStudy,
  amsgradStudy,
  adamwStudy,
] as readonly unknown[] as readonly Study[];
