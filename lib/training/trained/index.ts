export {
  type Assessment,
  type ClassAssessment,
  type ConfusionMatrix,
  type EvaluateOptions,
  evaluate,
} from "./evaluate.js";
export { modelParameters } from "./modelParameters.js";
export { ParameterArray } from "./parameterArray.js";
export { loadParameters, saveParameters } from "./parameterFiles.js";
export { parameterValues } from "./parameterValues.js";
export { predict } from "./predict.js";
export { startingFrom } from "./startingFrom.js";
