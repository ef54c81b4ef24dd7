import { progress } from "momenta/progress";
import { chosenOptions, type Execution } from "../common/execution.js";
import { costs, type MethodCost } from "./cost.js";
import { type DiagonalApproximation, diagonalApproximation } from "./diagonal.js";
import { type LearnedInverse, learnedInverse } from "./learnedInverse.js";
import { type NewtonOnQuadric, newtonOnQuadric } from "./newtonOnQuadric.js";
import { type Problem, races } from "./races.js";
import { type SecantCondition, type SecantRun, secantCondition, secantRuns } from "./secant.js";

/** What the study leaves to choose; the defaults are `secondOrderDefaults`. */
export interface SecondOrderOptions {
  /** κ of the quadrics. */
  readonly conditionNumber: number;
  /** Dimensions of the quadrics that Newton's method is to solve in one step. */
  readonly dimensions: readonly number[];
  /** Numbers of parameters M that an update is timed at, ascending, at least two. */
  readonly parameters: readonly number[];
  /** Random points at which steps are compared with Newton's. */
  readonly points: number;
  /** Starts on each problem, and networks. */
  readonly starts: number;
  /** Evaluations of the function with its gradient that a method may make. */
  readonly budget: number;
  /** Points of two moons, and units of the network's hidden layer. */
  readonly examples: number;
  readonly units: number;
}

/** Quadrics that single precision can solve, and as many evaluations as Adam needs on Rosenbrock's function, twice over. */
export const secondOrderDefaults: SecondOrderOptions = {
  conditionNumber: 100,
  dimensions: [2, 5, 10, 20, 50],
  parameters: [8, 16, 32, 64, 128, 256, 512],
  points: 200,
  starts: 10,
  budget: 1200,
  examples: 100,
  units: 8,
};

/** To see that everything works. */
export const secondOrderQuick = {
  dimensions: [2, 10],
  parameters: [8, 32],
  points: 40,
  starts: 3,
  budget: 300,
  examples: 60,
  units: 3,
} as const satisfies Partial<SecondOrderOptions>;

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

/**
 * Newton's method, what it costs, its diagonal approximation, and the quasi-Newton methods from the secant on, with the
 * formulas as the source prints them and as they have to be.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function secondOrder(
  options: Partial<SecondOrderOptions> = {},
  execution: Execution = {},
): Promise<SecondOrder> {
  const chosen = chosenOptions(secondOrderDefaults, options, secondOrderQuick, execution);
  const { conditionNumber, dimensions, parameters, points, starts, budget, examples, units } = chosen;
  for (const [name, value] of Object.entries({ points, starts, budget, examples, units })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new RangeError(`${name} is ${value}; give a whole number above 0.`);
  }
  if (parameters.length < 2) {
    throw new RangeError(`parameters are [${parameters.join(", ")}]; give at least two, for a slope.`);
  }
  const shown = progress("second order", "parts", 4);
  const newton = newtonOnQuadric(dimensions, conditionNumber);
  const diagonal = diagonalApproximation(points, conditionNumber);
  shown.update(1);
  const inverse = learnedInverse(10, conditionNumber);
  shown.update(2);
  const problems = races(starts, budget, examples, units);
  shown.update(3);
  const measured = costs(parameters);
  shown.update(4);
  shown.end();
  return {
    options: chosen,
    newton,
    costs: measured,
    diagonal,
    secant: secantRuns(12),
    condition: secantCondition(200, 5),
    inverse,
    problems,
  };
}
