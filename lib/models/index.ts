export type { Activation } from "./activations.js";
export { type CnnOptions, type CnnParams, cnn } from "./cnn.js";
export type { Dense } from "./dense.js";
export { type GruOptions, type GruParams, gru } from "./gru.js";
export { hidden } from "./hidden.js";
export {
  type Fill,
  fanInUniform,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  lecunNormal,
  normal,
  orthogonal,
  zeros,
} from "./initializers.js";
export { linear } from "./linear.js";
export { accuracy, binaryAccuracy, type Loss, sigmoidCrossEntropy, softmaxCrossEntropy, squaredError } from "./loss.js";
export { type MlpOptions, type MlpParams, mlp } from "./mlp.js";
export type { Model } from "./model.js";
export { type RandomFeatures, type RandomFeaturesOptions, randomFeatures } from "./randomFeatures.js";
