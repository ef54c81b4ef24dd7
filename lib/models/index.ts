export type { Dense } from "./dense.js";
export { hidden } from "./hidden.js";
export { accuracy, softmaxCrossEntropy } from "./loss.js";
export { type MlpOptions, type MlpParams, mlp } from "./mlp.js";
export type { Model } from "./model.js";
