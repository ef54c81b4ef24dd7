import { adadelta, adagrad, adam, adamax, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Context, round } from "../../core/index.js";
import type { MomentumAndAdaptiveRatesOptions } from "../options.js";
import { type Followed, follow, gradientMoments, illScaled, type LeastSquares, seedsTo } from "./leastSquares.js";

/** A method with the typical values of the slides, or of its paper where they give none. */
interface AdaptiveMethod {
  readonly optimizer: Optimizer;
  /** β₁, for the methods whose direction is a mean of gradients. */
  readonly firstDecay: number;
  /** The rate that it gives to a weight of mean squared derivative 1 at update t, where that is known. */
  readonly closedForm?: (t: number) => number;
}

/** Of all methods; ε stands inside the root as the slides print it for RMSProp. */
const methods: readonly AdaptiveMethod[] = [
  { optimizer: sgd({ learningRate: 0.05 }), firstDecay: 0 },
  {
    optimizer: rmsprop({ learningRate: 0.001, decay: 0.9, epsilonInsideRoot: true }),
    firstDecay: 0,
    closedForm: (t) => 0.001 / Math.sqrt(1 - 0.9 ** t),
  },
  { optimizer: adam({ learningRate: 0.001 }), firstDecay: 0.9, closedForm: () => 0.001 },
  { optimizer: adagrad({ learningRate: 0.01 }), firstDecay: 0, closedForm: (t) => 0.01 / Math.sqrt(t) },
  { optimizer: adadelta(), firstDecay: 0 },
  { optimizer: adamax({ learningRate: 0.002 }), firstDecay: 0.9 },
];

/** The rate of each weight by a method: update / (−direction), a direction being the gradient or its corrected mean. */
export interface AdaptiveRates {
  readonly optimizer: string;
  /** For the steepest, a middle and the flattest weight, at every update: mean over seeds, and half its interval. */
  readonly courses: readonly { readonly mean: readonly number[]; readonly halfWidth: readonly number[] }[];
  /** The closed form at every update, for the same weights, where there is one. */
  readonly closedForms: readonly (readonly number[])[] | null;
  /** Of every weight, over the last tenth of the updates. */
  readonly last: readonly Interval[];
  /** The slope of log rate over log √E[g²], through the last rates of all weights. */
  readonly slope: Interval;
  /** The largest of the last rates divided by the smallest, with inputs along the axes and with rotated ones. */
  readonly spread: { readonly straight: Interval; readonly rotated: Interval };
  /** Σ |update| of every weight while it trains, mean over seeds. */
  readonly movement: readonly Interval[];
}

/** √E[g²] of every weight, at the weights at which rates are measured. */
function rootMeanSquares(problem: LeastSquares, batchSize: number): number[] {
  return gradientMoments(
    problem,
    problem.solution.map(() => 0),
    batchSize,
  ).meanSquare.map((value) => round(Math.sqrt(value)));
}

/** √E[g²] and the rates of all methods where the gradient is a stationary process: the weights do not move. */
export interface Rates {
  /** √E[g²] of every weight of the ill-scaled problem, along the axes and rotated. */
  readonly sizes: { readonly straight: readonly number[]; readonly rotated: readonly number[] };
  readonly rates: readonly AdaptiveRates[];
}

export async function rates(options: MomentumAndAdaptiveRatesOptions, { map }: Context): Promise<Rates> {
  const { updates, batchSize } = options;
  const seeds = seedsTo(options.seeds);
  const { straight, turned } = illScaled(options);
  const sizes = rootMeanSquares(straight, batchSize);
  const shown = [0, Math.floor(sizes.length / 2), sizes.length - 1];
  const still = { seeds, updates, batchSize, frozen: true };
  const lastTenth = (all: readonly (readonly (readonly number[])[])[]) =>
    seeds.map((_, seed) =>
      sizes.map((_, axis) => mean(all.slice(-Math.ceil(updates / 10)).map((row) => row[seed]?.[axis] as number))),
    );
  const found = await map(methods, "methods", ({ optimizer, firstDecay, closedForm }) => {
    const courses = ratesIn(follow(straight, optimizer, still), firstDecay);
    const last = lastTenth(courses);
    const rotated = lastTenth(ratesIn(follow(turned, optimizer, still), firstDecay));
    const { updates: steps } = follow(straight, optimizer, { ...still, frozen: false });
    const movement = seeds.map((_, seed) =>
      sizes.map((_, axis) => steps.reduce((sum, row) => sum + Math.abs(row[seed]?.[axis] as number), 0)),
    );
    const overSeeds = (rows: readonly (readonly number[])[]) =>
      sizes.map((_, axis) => meanInterval(rows.map((row) => row[axis] as number)));
    return {
      optimizer: optimizer.name,
      courses: shown.map((axis) => {
        const intervals = courses.map((row) => meanInterval(row.map((weights) => weights[axis] as number)));
        return {
          mean: intervals.map(({ estimate }) => round(estimate)),
          halfWidth: intervals.map(({ estimate, upper }) => round(upper - estimate)),
        };
      }),
      closedForms:
        closedForm === undefined
          ? null
          : shown.map((axis) => courses.map((_, update) => round(closedForm(update + 1) / (sizes[axis] as number)))),
      last: overSeeds(last),
      slope: meanInterval(last.map((row) => slopeThrough(sizes.map(Math.log), row.map(Math.log)))),
      spread: { straight: meanInterval(last.map(spread)), rotated: meanInterval(rotated.map(spread)) },
      movement: overSeeds(movement),
    };
  });
  return { sizes: { straight: sizes, rotated: rootMeanSquares(turned, batchSize) }, rates: found };
}

/** |update / direction|, `[update][seed][weight]`; a direction is m / (1 − β₁ᵗ), the gradient where β₁ is 0. */
function ratesIn({ gradients, updates }: Followed, firstDecay: number): number[][][] {
  const moments = (gradients[0] ?? []).map((row) => row.map(() => 0));
  return updates.map((rows, update) =>
    rows.map((steps, seed) =>
      steps.map((step, axis) => {
        const moment = moments[seed] as number[];
        const gradient = gradients[update]?.[seed]?.[axis] as number;
        moment[axis] = firstDecay * (moment[axis] as number) + (1 - firstDecay) * gradient;
        return Math.abs((step * (1 - firstDecay ** (update + 1))) / (moment[axis] as number));
      }),
    ),
  );
}

function spread(values: readonly number[]): number {
  return Math.max(...values) / Math.min(...values);
}

/** Of the least-squares line through points. */
function slopeThrough(x: readonly number[], y: readonly number[]): number {
  const [middle, height] = [mean(x), mean(y)];
  const product = x.reduce((sum, value, at) => sum + (value - middle) * ((y[at] as number) - height), 0);
  return product / x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
