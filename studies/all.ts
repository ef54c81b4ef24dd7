/** Every study, one name each. */
export { savings } from "./01-savings/study.js";
export { savingsMap } from "./01b-savings-map/study.js";
export { resetOrCarry } from "./02-reset-vs-no-reset/study.js";
export { resetOrCarryMap } from "./02b-reset-map/study.js";
export { momentumIntuition } from "./03-momentum-intuition/study.js";
export { momentumSlowStart } from "./04-momentum-slow-start/study.js";
export { optimizerSpeed } from "./05-optimizer-speed/study.js";
export { secondMoment } from "./06-second-moment/study.js";
export { firstMoment } from "./07-first-moment/study.js";
export { lossLandscape } from "./11-loss-landscape/study.js";
export { catastrophicForgetting } from "./12-catastrophic-forgetting/study.js";
export { flatRegions } from "./17-flat-regions-and-oscillation/study.js";
export { momentumAndAdaptiveRates } from "./25-momentum-and-adaptive-rates/study.js";
export { visualizingOptimizers } from "./26-visualizing-optimizers/study.js";
export { curvatureAndPreconditioning } from "./27-curvature-and-preconditioning/study.js";
export { adamProperties } from "./28-adam-properties/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
