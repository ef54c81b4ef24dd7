export type { Probe, Update } from "./probe.js";
export {
  batchAccuracy,
  batchLoss,
  effectiveSteps,
  gradientNorms,
  stateMeans,
  stateNorms,
  updateNorms,
} from "./probes.js";
