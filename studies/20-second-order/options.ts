import { list, number, type OptionsOf, whole, wholeKind } from "../core/index.js";

/** Quadrics that single precision can solve, and as many evaluations as Adam needs on Rosenbrock's function, twice over. */
export const options = {
  conditionNumber: number(100, "of the quadrics", { from: 1 }),
  dimensions: list(
    [2, 5, 10, 20, 50],
    "of the quadrics that Newton's method is to solve in one step",
    wholeKind({ from: 2 }),
  ),
  parameters: list(
    [8, 16, 32, 64, 128, 256, 512],
    "numbers of parameters that an update is timed at, at least two for a slope",
    wholeKind({ from: 2 }),
    { from: 2 },
  ),
  points: whole(200, "at which steps are compared with Newton's"),
  starts: whole(10, "on each problem, and networks"),
  budget: whole(1200, "evaluations of the function with its gradient"),
  examples: whole(100, "points of two moons"),
  units: whole(8, "of the network's hidden layer"),
};
export type SecondOrderOptions = OptionsOf<typeof options>;

export const quick = {
  dimensions: [2, 10],
  parameters: [8, 32],
  points: 40,
  starts: 3,
  budget: 300,
  examples: 60,
  units: 3,
};
