import { momentumIntuitionStudy } from "./03-momentum-intuition/index.js";
import { momentumSlowStartStudy } from "./04-momentum-slow-start/index.js";
import { optimizerSpeedStudy } from "./05-optimizer-speed/index.js";
import { secondMomentStudy } from "./06-second-moment/index.js";
import { firstMomentStudy } from "./07-first-moment/index.js";
import { tasksToJointStudy } from "./08-tasks-to-joint/index.js";
import { adadeltaBehaviourStudy } from "./09-adadelta/index.js";
import { harderBenchmarksStudy } from "./10-harder-benchmarks/index.js";
import { lossLandscapeStudy } from "./11-loss-landscape/index.js";
import { secondOrderStudy } from "./20-second-order/index.js";
import { doubleDescentStudy } from "./22-double-descent/index.js";
import { momentumAndAdaptiveRatesStudy } from "./25-momentum-and-adaptive-rates/index.js";
import { visualizingOptimizersStudy } from "./26-visualizing-optimizers/index.js";
import { curvatureAndPreconditioningStudy } from "./27-curvature-and-preconditioning/index.js";
import { adamwStudy } from "./30-adamw/index.js";
import * as all from "./all.js";
import { legacy } from "./legacy.js";
import type { Study } from "./study.js";

/** All studies, in the order of their notebooks. */
export const studies: readonly Study[] = (
  [
    momentumIntuitionStudy,
    momentumSlowStartStudy,
    optimizerSpeedStudy,
    secondMomentStudy,
    firstMomentStudy,
    tasksToJointStudy,
    adadeltaBehaviourStudy,
    harderBenchmarksStudy,
    lossLandscapeStudy,
    secondOrderStudy,
    doubleDescentStudy,
    momentumAndAdaptiveRatesStudy,
    visualizingOptimizersStudy,
    curvatureAndPreconditioningStudy,
    adamwStudy,
    ...Object.values(all).map(legacy),
  ] as readonly unknown[] as readonly Study[]
)
  .slice()
  .sort((a, b) => (a.name < b.name ? -1 : 1));
