import type { SecantCondition } from "./measure/condition.js";
import type { MethodCost } from "./measure/costs.js";
import type { DiagonalApproximation } from "./measure/diagonal.js";
import type { LearnedInverse } from "./measure/inverse.js";
import type { NewtonOnQuadric } from "./measure/newton.js";
import type { Problem } from "./measure/problems.js";
import type { SecantRun } from "./measure/secant.js";
import type { SecondOrderOptions } from "./options.js";

/** What the study found. */
export interface SecondOrder {
  readonly options: SecondOrderOptions;
  readonly newton: NewtonOnQuadric;
  readonly costs: readonly MethodCost[];
  readonly diagonal: DiagonalApproximation;
  readonly secant: readonly SecantRun[];
  readonly condition: SecantCondition;
  readonly inverse: LearnedInverse;
  readonly problems: readonly Problem[];
}
