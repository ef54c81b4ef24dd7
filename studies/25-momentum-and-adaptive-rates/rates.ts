import { adadelta, adagrad, adam, adamax, type Optimizer, rmsprop, sgd } from "momenta/optimizers";
import { type Interval, mean, meanInterval } from "momenta/statistics";
import { type Followed, follow, gradientMoments, type LeastSquares } from "./leastSquares.js";
import type { MomentumAndAdaptiveRatesOptions } from "./momentumAndAdaptiveRates.js";
import { rounded, seedsOf } from "./smoothing.js";

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

/** √E[g²] of every weight, at the weights at which rates are measured, with inputs along the axes and with rotated ones. */
export function rootMeanSquares(problem: LeastSquares, batchSize: number): number[] {
  return gradientMoments(
    problem,
    problem.solution.map(() => 0),
    batchSize,
  ).meanSquare.map((value) => rounded(Math.sqrt(value)));
}

/** The rates of all methods where the gradient is a stationary process: the weights do not move. */
export function adaptiveRates(
  straight: LeastSquares,
  turned: LeastSquares,
  { seeds, updates, batchSize }: MomentumAndAdaptiveRatesOptions,
): AdaptiveRates[] {
  const sizes = rootMeanSquares(straight, batchSize);
  const shown = [0, Math.floor(sizes.length / 2), sizes.length - 1];
  const options = { seeds: seedsOf(seeds), updates, batchSize, frozen: true };
  const lastTenth = (rates: readonly (readonly (readonly number[])[])[]) =>
    options.seeds.map((_, seed) =>
      sizes.map((_, axis) => mean(rates.slice(-Math.ceil(updates / 10)).map((row) => row[seed]?.[axis] as number))),
    );
  return methods.map(({ optimizer, firstDecay, closedForm }) => {
    const rates = ratesOf(follow(straight, optimizer, options), firstDecay);
    const last = lastTenth(rates);
    const rotated = lastTenth(ratesOf(follow(turned, optimizer, options), firstDecay));
    const { updates: steps } = follow(straight, optimizer, { ...options, frozen: false });
    const movement = options.seeds.map((_, seed) =>
      sizes.map((_, axis) => steps.reduce((sum, row) => sum + Math.abs(row[seed]?.[axis] as number), 0)),
    );
    const overSeeds = (rows: readonly (readonly number[])[]) =>
      sizes.map((_, axis) => meanInterval(rows.map((row) => row[axis] as number)));
    return {
      optimizer: optimizer.name,
      courses: shown.map((axis) => {
        const intervals = rates.map((row) => meanInterval(row.map((weights) => weights[axis] as number)));
        return {
          mean: intervals.map(({ estimate }) => rounded(estimate)),
          halfWidth: intervals.map(({ estimate, upper }) => rounded(upper - estimate)),
        };
      }),
      closedForms:
        closedForm === undefined
          ? null
          : shown.map((axis) => rates.map((_, update) => rounded(closedForm(update + 1) / (sizes[axis] as number)))),
      last: overSeeds(last),
      slope: meanInterval(last.map((row) => slopeOf(sizes.map(Math.log), row.map(Math.log)))),
      spread: { straight: meanInterval(last.map(spreadOf)), rotated: meanInterval(rotated.map(spreadOf)) },
      movement: overSeeds(movement),
    };
  });
}

/** |update / direction|, `[update][seed][weight]`; a direction is m / (1 − β₁ᵗ), the gradient where β₁ is 0. */
function ratesOf({ gradients, updates }: Followed, firstDecay: number): number[][][] {
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

function spreadOf(rates: readonly number[]): number {
  return Math.max(...rates) / Math.min(...rates);
}

/** Of the least-squares line through points. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const [middle, height] = [mean(x), mean(y)];
  const product = x.reduce((sum, value, at) => sum + (value - middle) * ((y[at] as number) - height), 0);
  return product / x.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
