import assert from "node:assert/strict";
import { test } from "node:test";
import { sgd } from "../optimizers/index.js";
import * as landscapes from "./index.js";

/** Plain JavaScript, as a notebook may have it. */
const given = landscapes as unknown as Record<string, (...given: unknown[]) => unknown>;
const call =
  (name: string, ...values: unknown[]) =>
  () =>
    given[name]?.(...values);
const optimizer = sgd({ learningRate: 0.1 });
const path = { landscape: landscapes.beale, optimizer, starts: [[1, 1]], updates: 3 };
const rates = { landscape: landscapes.basin, optimizer, replicas: 1 };
const whole = (least: number) => `give a whole number, at least ${least} and below 2³¹.`;

const cases: [attempt: () => unknown, message: string | RegExp][] = [
  [call("rosenbrock", 0), `rosenbrock: dimension is 0; ${whole(2)}`],
  [call("randomRotation", 0, 1), `randomRotation: dimension is 0; ${whole(1)}`],
  [call("randomRotation", 2.5, 1), `randomRotation: dimension is 2.5; ${whole(1)}`],
  [call("randomRotation", Number.NaN, 1), `randomRotation: dimension is NaN; ${whole(1)}`],
  [call("quadric"), "quadric: the options are missing; give an object of eigenvalues, rotation, centre."],
  [call("quadric", { eigenvalues: [1], center: [1] }), "quadric: there is no option center; did you mean centre?"],
  [call("quadric", { eigenvalues: 3 }), "quadric: eigenvalues is 3; give a list of at least one finite number."],
  [call("trajectories", { ...path, start: [1, 1] }), "trajectories: there is no option start; did you mean starts?"],
  [call("trajectories", { ...path, starts: [1, 1] }), "trajectories: starts is [1, 1]; give a list of points."],
  [call("trajectories", { ...path, updates: 1.5 }), `trajectories: updates is 1.5; ${whole(0)}`],
  [
    call("trajectories", { ...path, optimizer: sgd }),
    "trajectories: optimizer is the function sgd, not called; give an optimizer, as sgd({ learningRate: 0.1 }).",
  ],
  [
    call("trajectories", { ...path, landscape: landscapes.rosenbrock }),
    "trajectories: landscape is the function rosenbrock, not called; give a landscape, as beale.",
  ],
  [
    call("convergenceRates", { ...rates, landscape: landscapes.beale }),
    /^convergenceRates: landscape is \{ .*; give a quadric\.$/,
  ],
  [call("convergenceRates", { ...rates, replicas: 0 }), `convergenceRates: replicas is 0; ${whole(1)}`],
  [call("convergenceRates", { ...rates, updates: 1 }), `convergenceRates: updates is 1; ${whole(2)}`],
];

test("what is wrong with an argument is said in a sentence: its name, its value, what is allowed", () => {
  for (const [attempt, message] of cases) assert.throws(attempt, { name: "RangeError", message });
});
