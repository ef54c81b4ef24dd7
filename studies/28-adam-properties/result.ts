import type { AdamBias } from "./measure/bias.js";
import type { StepBound } from "./measure/bound.js";
import type { FirstSteps } from "./measure/firstSteps.js";
import type { NoiseResponse } from "./measure/noise.js";
import type { ScaleInvariance } from "./measure/scale.js";
import type { AdamPropertiesOptions } from "./options.js";

/** What the study found. */
export interface AdamProperties {
  readonly options: AdamPropertiesOptions;
  readonly bias: AdamBias;
  readonly scale: ScaleInvariance;
  readonly bound: StepBound;
  readonly noise: NoiseResponse;
  readonly firstSteps: FirstSteps;
}
