import { chosenOptions, type Execution } from "../common/execution.js";
import { type Bowl, bowls, type MomentumInRavine, momentumInRavines } from "./bowls.js";
import { type CliffDescent, cliffDescents } from "./cliffDescent.js";
import { type Example, example } from "./example.js";
import { type Normalized, normalized } from "./normalization.js";
import { type FlatPlace, flatPlaces } from "./stuck.js";

/** What the study leaves to choose; the defaults are `curvatureAndPreconditioningDefaults`. */
export interface CurvatureAndPreconditioningOptions {
  /** β of momentum. */
  readonly beta: number;
  /** λ_max / λ_min of the ravines that momentum is tried in. */
  readonly conditionNumbers: readonly number[];
  /** The norm that gradients are clipped to at the cliff. */
  readonly threshold: number;
  /** Digits that the curvature of least squares and networks is measured on. */
  readonly examples: number;
  /** Networks, each with its seed, and the units of their hidden layer. */
  readonly networks: number;
  readonly units: number;
}

/** β of the source, condition numbers on both sides of where momentum pays, and a network whose Hessian is exact in a second. */
export const curvatureAndPreconditioningDefaults: CurvatureAndPreconditioningOptions = {
  beta: 0.9,
  conditionNumbers: [5, 10, 20, 50, 100, 200, 500, 1000],
  threshold: 0.1,
  examples: 1000,
  networks: 10,
  units: 8,
};

/** To see that everything works. */
export const curvatureAndPreconditioningQuick = {
  conditionNumbers: [5, 200],
  examples: 300,
  networks: 3,
  units: 3,
} as const satisfies Partial<CurvatureAndPreconditioningOptions>;

/** What the study found. */
export interface CurvatureAndPreconditioning {
  readonly options: CurvatureAndPreconditioningOptions;
  readonly bowls: readonly Bowl[];
  readonly ravines: readonly MomentumInRavine[];
  readonly flat: readonly FlatPlace[];
  readonly cliff: Readonly<Record<"plain" | "clipped", CliffDescent>>;
  readonly example: Example;
  readonly normalized: readonly Normalized[];
}

/**
 * The geometry that first-order methods meet, basin, ravine, saddle, plateau and cliff, and what momentum, normalized inputs,
 * clipping and preconditioning do about it.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function curvatureAndPreconditioning(
  options: Partial<CurvatureAndPreconditioningOptions> = {},
  execution: Execution = {},
): Promise<CurvatureAndPreconditioning> {
  const chosen = chosenOptions(
    curvatureAndPreconditioningDefaults,
    options,
    curvatureAndPreconditioningQuick,
    execution,
  );
  const { beta, conditionNumbers, threshold, examples, networks, units } = chosen;
  for (const [name, value] of Object.entries({ examples, networks, units })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new RangeError(`${name} is ${value}; give a whole number above 0.`);
  }
  if (conditionNumbers.length === 0 || conditionNumbers.some((kappa) => !(kappa >= 1))) {
    throw new RangeError(`conditionNumbers are [${conditionNumbers.join(", ")}]; give numbers of at least 1.`);
  }
  return {
    options: chosen,
    bowls: bowls(),
    ravines: momentumInRavines(conditionNumbers, beta),
    flat: flatPlaces(beta),
    cliff: cliffDescents(threshold),
    example: example(),
    normalized: normalized(examples, networks, units),
  };
}
