/** Every study, one name each. */
export { savings } from "./01-savings/study.js";
export { savingsMap } from "./01b-savings-map/study.js";
export { resetOrCarry } from "./02-reset-vs-no-reset/study.js";
export { resetOrCarryMap } from "./02b-reset-map/study.js";
export { optimizerSpeed } from "./05-optimizer-speed/study.js";
export { tasksToJoint } from "./08-tasks-to-joint/study.js";
export { catastrophicForgetting } from "./12-catastrophic-forgetting/study.js";
export { flatRegions } from "./17-flat-regions-and-oscillation/study.js";
export { momentumAndAdaptiveRates } from "./25-momentum-and-adaptive-rates/study.js";
export { adamProperties } from "./28-adam-properties/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
