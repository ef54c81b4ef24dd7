import { random, tf, tidy } from "momenta/engine";
import { beale, type Landscape, rosenbrock } from "momenta/landscapes";
import {
  adam,
  bfgs,
  type Hyperparameter,
  lbfgs,
  newton,
  type ObjectiveOptimizer,
  type Optimizer,
  sgd,
} from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Context, round } from "../../core/index.js";
import type { SecondOrderOptions } from "../options.js";
import { type Descent, descents } from "./descents.js";
import { moonsNetwork } from "./moonsNetwork.js";

/** A method on a problem: how far it gets, and for how many evaluations of the function with its gradient. */
export interface Race {
  readonly method: string;
  /** The best of those tried; null where there is none to choose. */
  readonly learningRate: number | null;
  /** log₁₀ (f − f*) at the evaluations of `Problem.at`: mean over the starts with its interval. */
  readonly heights: Readonly<Record<"mean" | "lower" | "upper", readonly number[]>>;
  /** Evaluations until the target is met: mean over the starts from which it gets there; null where there are none. */
  readonly evaluations: Interval | null;
  readonly reached: number;
}

export interface Problem {
  readonly name: string;
  readonly parameters: number;
  readonly starts: number;
  readonly at: readonly number[];
  readonly races: readonly Race[];
}

const rates = [3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1, 3] as const;

/** The target is f* + TARGET where f* is known; on the network, where it is the lowest that any method found from that start, 1.05 · f*. */
export const TARGET = 1e-6;

const methods: readonly {
  readonly name: string;
  readonly make: (learningRate: Hyperparameter) => Optimizer | ObjectiveOptimizer;
  /** Where there is no learning rate to choose: updates that are made. */
  readonly updates?: number;
}[] = [
  { name: "SGD", make: (learningRate) => sgd({ learningRate }) },
  { name: "Adam", make: (learningRate) => adam({ learningRate }) },
  { name: "Newton", make: () => newton(), updates: 40 },
  { name: "BFGS", make: () => bfgs(), updates: 120 },
  { name: "L-BFGS", make: () => lbfgs(), updates: 120 },
];

/** Rosenbrock's and Beale's function from their starts and from normal ones around them, and a small network. */
export async function problems(
  { starts: count, budget, examples, units }: SecondOrderOptions,
  { map }: Context,
): Promise<Problem[]> {
  const { normal } = random(4, 0);
  const around = (start: readonly number[]) =>
    Array.from({ length: count }, (_, at) => start.map((value) => value + (at === 0 ? 0 : 0.3 * normal())));
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  const { network, starts, dispose } = moonsNetwork(examples, units, seeds);
  try {
    const entries = [
      { problem: rosenbrock(), from: around(rosenbrock().start) },
      { problem: beale, from: around(beale.start) },
      { problem: network, from: starts },
    ];
    return await map(entries, "problems", ({ problem, from }) => race(problem, from, budget));
  } finally {
    dispose();
  }
}

interface Tried {
  readonly learningRate: number | null;
  readonly runs: readonly Descent[];
}

function race(problem: Landscape, starts: readonly (readonly number[])[], budget: number): Problem {
  const at = [...new Set(Array.from({ length: 41 }, (_, index) => Math.round(budget ** (index / 40))))];
  const tried = methods.map((method) => ({ name: method.name, tries: tryAll(problem, method, starts, budget) }));
  const known = problem.minima[0]?.value;
  const lowest = starts.map((_, start) => {
    const values = tried.flatMap(({ tries }) => tries.flatMap(({ runs }) => (runs[start] as Descent).values));
    return known ?? values.reduce((least, value) => (value < least ? value : least));
  });
  const targets = lowest.map((value) => (known === undefined ? 1.05 * value : value + TARGET));
  return {
    name: problem.name,
    parameters: problem.dimension,
    starts: starts.length,
    at,
    races: tried.map(({ name, tries }) => {
      const results = tries.map((one) => ({
        ...one,
        needed: one.runs.map((run, start) => evaluationsTo(run, targets[start] as number, budget)),
        heights: at.map((evaluations) =>
          one.runs.map((run, start) => heightAt(run, evaluations, lowest[start] as number)),
        ),
      }));
      const score = ({ needed, heights }: (typeof results)[number]) =>
        mean(needed.map((count) => count ?? 10 * budget)) + mean(heights.at(-1) as number[]);
      const best = results.reduce((a, b) => (score(b) < score(a) ? b : a));
      const reached = best.needed.filter((needed) => needed !== null);
      const intervals = best.heights.map((heights) => meanInterval(heights));
      const part = (which: keyof Interval) => intervals.map((height) => round(height[which]));
      return {
        method: name,
        learningRate: best.learningRate,
        heights: { mean: part("estimate"), lower: part("lower"), upper: part("upper") },
        evaluations: reached.length === 0 ? null : meanInterval(reached),
        reached: reached.length,
      };
    }),
  };
}

/** Every learning rate from every start, all in one program. */
function tryAll(
  problem: Landscape,
  { name, make, updates }: (typeof methods)[number],
  starts: readonly (readonly number[])[],
  budget: number,
): Tried[] {
  // An update of Newton's method takes the gradient, and a product with the Hessian for each parameter.
  const price = name === "Newton" ? 1 + problem.dimension : 1;
  if (updates !== undefined) {
    const runs = descents(problem, make(1), starts, updates).map((run) => ({
      ...run,
      evaluations: run.evaluations.map((count) => price * count),
    }));
    return [{ learningRate: null, runs }];
  }
  return tidy(() => {
    const each = rates.flatMap((rate) => starts.map(() => rate));
    const all = descents(
      problem,
      make(tf.tensor1d(each)),
      rates.flatMap(() => starts),
      budget,
    );
    return rates.map((learningRate, index) => ({
      learningRate,
      runs: all.slice(index * starts.length, (index + 1) * starts.length),
    }));
  });
}

/** Evaluations until f is at the target for the first time; null: not within the budget. */
function evaluationsTo({ values, evaluations }: Descent, target: number, budget: number): number | null {
  const update = values.findIndex((value) => value <= target);
  const needed = evaluations[update];
  return needed === undefined || needed > budget ? null : needed;
}

/** log₁₀ (f − f*) after so many evaluations, from −8, where single precision ends, up to 6. */
function heightAt({ values, evaluations }: Descent, budget: number, lowest: number): number {
  const next = evaluations.findIndex((count) => count > budget);
  const value = values[(next < 0 ? values.length : Math.max(1, next)) - 1] as number;
  return Number.isFinite(value) ? Math.min(6, Math.log10(Math.max(value - lowest, 1e-8))) : 6;
}
