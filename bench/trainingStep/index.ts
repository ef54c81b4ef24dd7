export { convolutionalStep, convolutionalStep8 } from "./convolutionalStep.js";
export { floatingPointRate } from "./floatingPointRate.js";
export { replicaCost } from "./replicaCost.js";
export { trainingStep, trainingStep25 } from "./trainingStep.js";
