export { type HeldOutAccuracy, heldOutAccuracy } from "./criterion.js";
export { type Progress, progress } from "./progress.js";
export { type Run, type StateAtSwitch, type TrainOptions, train } from "./train.js";
