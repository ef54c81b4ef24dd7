export type { Probe, Update } from "./probe.js";
export { batchAccuracy, batchLoss, effectiveSteps, gradientNorms, stateNorms, updateNorms } from "./probes.js";
