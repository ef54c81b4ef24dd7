export { convolutionalStep, convolutionalStep8 } from "./convolutionalStep.js";
export { floatingPointRate } from "./floatingPointRate.js";
export { replicaCost, replicaCostFigure } from "./replicaCost.js";
export { trainingStep, trainingStep25 } from "./trainingStep.js";
