import type { Average } from "./measure/average.js";
import type { Cost } from "./measure/costs.js";
import type { Criteria } from "./measure/criteria.js";
import type { GradientErrors } from "./measure/gradient.js";
import type { Regularized } from "./measure/regularization.js";
import type { Runtimes } from "./measure/runtime.js";
import type { EstimatingOptions } from "./options.js";

/** What the study found. */
export interface Estimating {
  readonly options: EstimatingOptions;
  readonly average: Average;
  readonly gradient: readonly GradientErrors[];
  readonly criteria: readonly Criteria[];
  readonly costs: readonly Cost[];
  readonly runtime: Runtimes;
  readonly regularization: readonly Regularized[];
}
