/** Every study, one name each. */
export { lossLandscape } from "./11-loss-landscape/study.js";
export { catastrophicForgetting } from "./12-catastrophic-forgetting/study.js";
export { flatRegions } from "./17-flat-regions-and-oscillation/study.js";
export { adamProperties } from "./28-adam-properties/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
