export { type AdamOptions, type AdamState, adam, type BiasCorrectedAdamState } from "./adam.js";
export { notes } from "./notes.js";
export { applyUpdates, type Hyperparameter, type Optimizer } from "./optimizer.js";
export { type RmspropOptions, type RmspropState, rmsprop } from "./rmsprop.js";
export { type MomentumState, type SgdOptions, type SgdState, sgd } from "./sgd.js";
