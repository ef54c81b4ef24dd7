/** Every study, one name each. */
export { savings } from "./01-savings/study.js";
export { savingsMap } from "./01b-savings-map/study.js";
export { resetOrCarry } from "./02-reset-vs-no-reset/study.js";
export { resetOrCarryMap } from "./02b-reset-map/study.js";
export { catastrophicForgetting } from "./12-catastrophic-forgetting/study.js";
export { flatRegions } from "./17-flat-regions-and-oscillation/study.js";
export { sgdOnAQuadric } from "./18-sgd-on-a-quadric/study.js";
export { momentumOnAQuadric } from "./19-momentum-on-a-quadric/study.js";
export { adamProperties } from "./28-adam-properties/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
