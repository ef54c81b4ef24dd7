import type { Choices } from "./measure/choices.js";
import type { EqualWeights } from "./measure/equalWeights.js";
import type { LeastSquares } from "./measure/leastSquares.js";
import type { Margins } from "./measure/margins.js";
import type { PlanePath } from "./measure/plane.js";
import type { Rotation } from "./measure/rotation.js";
import type { ImplicitBiasOptions } from "./options.js";

/** What the study found. */
export interface ImplicitBias {
  readonly options: ImplicitBiasOptions;
  readonly plane: readonly PlanePath[];
  readonly leastSquares: LeastSquares;
  readonly choices: readonly Choices[];
  readonly equalWeights: readonly EqualWeights[];
  readonly margins: Margins;
  readonly rotation: Rotation;
}
