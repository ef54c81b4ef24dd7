export { type HeldOutAccuracy, heldOutAccuracy } from "./criterion.js";
export type { NotFinite } from "./notFinite.js";
export { type Progress, progress } from "./progress.js";
export { type AccuracyMatrix, type Run, type StateAtSwitch, type TrainOptions, train } from "./train.js";
