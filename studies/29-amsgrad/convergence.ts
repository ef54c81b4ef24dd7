import type { Tensor1D } from "@tensorflow/tfjs";
import { tf, tidy } from "momenta/engine";
import { type Hyperparameter, type Optimizer, scheduled, schedules } from "momenta/optimizers";
import { progress } from "momenta/progress";
import { type Interval, meanInterval } from "momenta/statistics";
import { chosenOptions, type Execution } from "../execution.js";
import { rounded } from "../map/rounded.js";
import { amsgradRegret, driftPerPeriod } from "./drift.js";
import { atRandom, type Course, everyPeriod, play } from "./game.js";
import { type AmsgradEndsMap, endsMap } from "./map.js";
import { type AmsgradMethod, make, methods } from "./methods.js";

/** What the study leaves to choose; the defaults are `amsgradConvergenceDefaults`. */
export interface AmsgradConvergenceOptions {
  /** C of the source's sequence C, −1, −1. */
  readonly slope: number;
  /** γ where it is constant, and of the first update where it is γ / √t. */
  readonly rate: number;
  readonly shrinkingRate: number;
  /** Of the source's sequence, a multiple of 750. */
  readonly updates: number;
  /** Of the paper's own problems, a multiple of 200. */
  readonly paperUpdates: number;
  /** Of the paper's stochastic problem. */
  readonly seeds: number;
  /** Of every cell of the map, a multiple of 3072, which all of its periods divide. */
  readonly mapUpdates: number;
}

/** C is “large” and not named; α = .5 is the paper's. */
export const amsgradConvergenceDefaults: AmsgradConvergenceOptions = {
  slope: 10,
  rate: 0.01,
  shrinkingRate: 0.5,
  updates: 300_000,
  paperUpdates: 1_000_000,
  seeds: 20,
  mapUpdates: 12_288,
};

/** To see that everything works. */
export const amsgradConvergenceQuick: Partial<AmsgradConvergenceOptions> = {
  updates: 30_000,
  paperUpdates: 100_000,
  seeds: 3,
  mapUpdates: 6144,
};

/** The decay rates that the source's sequence is played with; `paper` has β₂ = 1 / (1 + C²). */
export const arms = ["paper", "small", "large", "usual"] as const;
export type AmsgradArm = (typeof arms)[number];

/** What came of the source's sequence for one method and one choice of decay rates. */
export interface AmsgradPlayed {
  readonly method: AmsgradMethod;
  readonly arm: AmsgradArm;
  readonly beta1: number;
  readonly beta2: number;
  /** The steps of one cycle of three updates in units of γ, before projection, and the closed form. */
  readonly drift: number;
  readonly predictedDrift: number;
  /** x after the last update, γ constant. */
  readonly end: number;
  /** x_t after each of the first 200 cycles, γ constant. */
  readonly path: readonly number[];
  /** R_T / T at the updates of `AmsgradConvergence.at`, γ constant and γ / √t. */
  readonly regret: Readonly<Record<AmsgradRate, readonly number[]>>;
}

/** γ, or γ / √t. */
export type AmsgradRate = "constant" | "shrinking";

/** What came of the paper's own problem: 1010 x or −10 x, the former one time in 101, or with probability .01. */
export interface AmsgradPaperProblem {
  readonly method: AmsgradMethod;
  readonly kind: "online" | "stochastic";
  /** x_t and R_T / T, with intervals over the seeds where there are some. */
  readonly positions: readonly Interval[];
  readonly regret: readonly Interval[];
}

/** What the study found. */
export interface AmsgradConvergence {
  readonly options: AmsgradConvergenceOptions;
  readonly played: readonly AmsgradPlayed[];
  /** T of the regrets. */
  readonly at: readonly number[];
  /** What R_T / T of AMSGrad comes to where γ is constant, in the closed form. */
  readonly predictedRegret: number;
  readonly paper: readonly AmsgradPaperProblem[];
  /** T of the paper's problems. */
  readonly paperAt: readonly number[];
  readonly map: AmsgradEndsMap;
}

/** Updates of a path. */
const PATH = 600;
const RECORDS = { sequence: 250, paper: 200 } as const;

/**
 * Adam and AMSGrad on sequences of linear losses on [−1, 1] whose best point is −1: the source's, C x every third time and
 * −x otherwise; the paper's own, online and stochastic; and a map of where they end.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function amsgradConvergence(
  options: Partial<AmsgradConvergenceOptions> = {},
  execution: Execution = {},
): Promise<AmsgradConvergence> {
  const chosen = chosenOptions(amsgradConvergenceDefaults, options, amsgradConvergenceQuick, execution);
  requireOptions(chosen);
  const { updates, paperUpdates } = chosen;
  const shown = progress("Adam and AMSGrad", "parts", 4);
  const done: unknown[] = [];
  const part = async <Value>(value: Value): Promise<Value> => {
    shown.update(done.push(value));
    await new Promise((resolve) => setImmediate(resolve));
    return value;
  };
  const at = recordsOf(updates, updates / RECORDS.sequence);
  const played = [...(await part(onSequence(chosen, "Adam", at))), ...(await part(onSequence(chosen, "AMSGrad", at)))];
  const paper = await part(methods.flatMap((method) => onPaperProblems(chosen, method)));
  const map = await part(endsMap(chosen));
  shown.end();
  return {
    options: chosen,
    played,
    at,
    predictedRegret: chosen.rate * amsgradRegret(chosen.slope, betasOf(chosen).paper[1]),
    paper,
    paperAt: recordsOf(paperUpdates, paperUpdates / RECORDS.paper),
    map,
  };
}

function betasOf({ slope }: AmsgradConvergenceOptions): Record<AmsgradArm, readonly [beta1: number, beta2: number]> {
  return { paper: [0, 1 / (1 + slope ** 2)], small: [0, 1e-4], large: [0, 0.9], usual: [0.9, 0.999] };
}

/** All choices of decay rates as replicas, with bias correction as the source prints it. */
function onSequence(options: AmsgradConvergenceOptions, method: AmsgradMethod, at: readonly number[]): AmsgradPlayed[] {
  const { slope, rate, shrinkingRate, updates } = options;
  const betas = betasOf(options);
  const courses = (of: (make: (rate: Hyperparameter) => Optimizer) => Optimizer, count: number, stride: number) =>
    tidy(() => {
      const [beta1, beta2] = ([0, 1] as const).map((which) => tf.tensor1d(arms.map((arm) => betas[arm][which]))) as [
        Tensor1D,
        Tensor1D,
      ];
      const optimizer = of((learningRate) => make(method, { learningRate, beta1, beta2 }));
      const [rare, usual] = [arms.map(() => slope), arms.map(() => -1)];
      return play(optimizer, { rare, usual, isRare: [everyPeriod(3, count)], stride });
    });
  const stride = updates / RECORDS.sequence;
  const paths = courses((of) => of(rate), PATH, 3);
  const constant = courses((of) => of(rate), updates, stride);
  const shrinking = courses((of) => scheduled(schedules.inverseRoot(shrinkingRate), of), updates, stride);
  const regretOf = ({ regret }: Course) => at.map((T) => rounded(regret[T / stride - 1] as number));
  return arms.map((arm, replica) => {
    const [beta1, beta2] = betas[arm];
    const course = constant[replica] as Course;
    return {
      method,
      arm,
      beta1,
      beta2,
      drift: rounded((3 * (course.moved.at(-1) as number)) / stride / rate),
      predictedDrift: rounded(driftPerPeriod({ slope, period: 3, beta1, beta2 }, method)),
      end: rounded(course.positions.at(-1) as number),
      path: (paths[replica] as Course).positions.map((x) => rounded(x)),
      regret: { constant: regretOf(course), shrinking: regretOf(shrinking[replica] as Course) },
    };
  });
}

/** β₁ = .9, β₂ = .99, no bias correction, γ / √t: the paper's setting of both. */
function onPaperProblems({ shrinkingRate, paperUpdates, seeds }: AmsgradConvergenceOptions, method: AmsgradMethod) {
  const optimizer = scheduled(schedules.inverseRoot(shrinkingRate), (learningRate) =>
    make(method, { learningRate, beta1: 0.9, beta2: 0.99, epsilon: 0, biasCorrection: false }),
  );
  const stride = paperUpdates / RECORDS.paper;
  const games = {
    online: [everyPeriod(101, paperUpdates)],
    stochastic: Array.from({ length: seeds }, (_, seed) => atRandom(0.01, paperUpdates, seed + 1)),
  };
  const at = recordsOf(paperUpdates, stride);
  return (["online", "stochastic"] as const).map((kind): AmsgradPaperProblem => {
    const isRare = games[kind];
    const slopes = { rare: isRare.map(() => 1010), usual: isRare.map(() => -10) };
    const courses = play(optimizer, { ...slopes, isRare, stride });
    const over = (value: (course: Course) => readonly number[]) =>
      at.map((T) => roundedInterval(courses.map((course) => value(course)[T / stride - 1] as number)));
    return {
      method,
      kind,
      positions: over(({ positions }) => positions),
      regret: over(({ regret }) => regret),
    };
  });
}

/** One value is exact: nothing is random in it. */
function roundedInterval(values: readonly number[]): Interval {
  const [only] = values as [number];
  const { estimate, lower, upper } =
    values.length > 1 ? meanInterval(values) : { estimate: only, lower: only, upper: only };
  return { estimate: rounded(estimate), lower: rounded(lower), upper: rounded(upper) };
}

/** Some forty of the multiples of a stride up to T, evenly on a logarithmic axis; T is one of them. */
function recordsOf(updates: number, stride: number): number[] {
  const count = updates / stride;
  const places = Array.from({ length: 41 }, (_, at) => Math.round(count ** (at / 40)));
  return [...new Set(places)].map((place) => place * stride);
}

function requireOptions(options: AmsgradConvergenceOptions): void {
  const { slope, rate, shrinkingRate, seeds } = options;
  if (!(slope > 2)) throw new RangeError(`slope is ${slope}; give a number above 2, so that −1 is the best point.`);
  for (const [name, value] of Object.entries({ rate, shrinkingRate })) {
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; give a number above 0.`);
  }
  if (!Number.isInteger(seeds) || seeds < 2)
    throw new RangeError(`seeds is ${seeds}; give a whole number, at least 2.`);
  const multiples = { updates: 3 * RECORDS.sequence, paperUpdates: RECORDS.paper, mapUpdates: 3072 };
  for (const [name, of] of Object.entries(multiples) as [keyof typeof multiples, number][]) {
    if (!Number.isInteger(options[name] / of) || options[name] < of) {
      throw new RangeError(`${name} is ${options[name]}; give a multiple of ${of}.`);
    }
  }
}
