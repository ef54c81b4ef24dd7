import { randomRotation } from "momenta/landscapes";
import { chosenOptions, type Execution } from "../common/execution.js";
import { leastSquares } from "./leastSquares.js";
import { type AdaptiveRates, adaptiveRates, rootMeanSquares } from "./rates.js";
import { type MinibatchSmoothing, type MinibatchTraining, smoothing, training } from "./smoothing.js";

/** What the study leaves to choose; the defaults are `momentumAndAdaptiveRatesDefaults`. */
export interface MomentumAndAdaptiveRatesOptions {
  /** Runs of everything, each with its own minibatches. */
  readonly seeds: number;
  readonly examples: number;
  readonly batchSize: number;
  /** The root mean square of what no weights explain. */
  readonly noise: number;
  /** Updates of training, and of the measurement of rates. */
  readonly updates: number;
  /** Updates at fixed weights for the variance of directions; the second half counts. */
  readonly smoothingUpdates: number;
  readonly betas: readonly number[];
  /** β and η in training. */
  readonly momentum: number;
  readonly learningRate: number;
  /** Root mean squares of the inputs where momentum is looked at. */
  readonly scales: readonly number[];
  /** The same where rates are looked at: an ill-scaled problem. */
  readonly illScaled: readonly number[];
}

/** A small regression; all values plain. */
export const momentumAndAdaptiveRatesDefaults: MomentumAndAdaptiveRatesOptions = {
  seeds: 25,
  examples: 200,
  batchSize: 4,
  noise: 1,
  updates: 300,
  smoothingUpdates: 1000,
  betas: [0, 0.5, 0.8, 0.9, 0.95, 0.98],
  momentum: 0.9,
  learningRate: 0.05,
  scales: [1, 0.8, 0.6, 0.4, 0.3, 0.2],
  illScaled: [1, 0.3, 0.1, 0.03, 0.01, 0.003],
};

/** To see that everything works. */
export const momentumAndAdaptiveRatesQuick: Partial<MomentumAndAdaptiveRatesOptions> = {
  seeds: 4,
  updates: 100,
  smoothingUpdates: 200,
};

/** What the study found. */
export interface MomentumAndAdaptiveRates {
  readonly options: MomentumAndAdaptiveRatesOptions;
  readonly smoothing: readonly MinibatchSmoothing[];
  readonly training: readonly MinibatchTraining[];
  /** √E[g²] of every weight of the ill-scaled problem, along the axes and rotated. */
  readonly sizes: { readonly straight: readonly number[]; readonly rotated: readonly number[] };
  readonly rates: readonly AdaptiveRates[];
}

/** Decides the examples; the minibatches have seeds of their own. */
const PROBLEM = 1;

/**
 * Momentum and Nesterov on the noise of minibatches, and the rates that adaptive methods give to single weights, on linear
 * regressions whose curvature, solution and gradient noise are known.
 *
 * @throws RangeError where an option is out of its range, naming it
 */
export async function momentumAndAdaptiveRates(
  options: Partial<MomentumAndAdaptiveRatesOptions> = {},
  execution: Execution = {},
): Promise<MomentumAndAdaptiveRates> {
  const chosen = chosenOptions(momentumAndAdaptiveRatesDefaults, options, momentumAndAdaptiveRatesQuick, execution);
  requireOptions(chosen);
  const { examples, noise, scales, illScaled, batchSize } = chosen;
  const problem = leastSquares({ examples, scales, noise, seed: PROBLEM });
  const straight = leastSquares({ examples, scales: illScaled, noise, seed: PROBLEM });
  const rotation = randomRotation(illScaled.length, PROBLEM);
  const turned = leastSquares({ examples, scales: illScaled, noise, rotation, seed: PROBLEM });
  return {
    options: chosen,
    smoothing: smoothing(problem, chosen),
    training: training(problem, chosen),
    sizes: { straight: rootMeanSquares(straight, batchSize), rotated: rootMeanSquares(turned, batchSize) },
    rates: adaptiveRates(straight, turned, chosen),
  };
}

function requireOptions(options: MomentumAndAdaptiveRatesOptions): void {
  for (const name of ["seeds", "updates", "smoothingUpdates", "batchSize"] as const) {
    if (Number.isInteger(options[name]) && options[name] >= 2) continue;
    throw new RangeError(`${name} is ${options[name]}; give a whole number, at least 2.`);
  }
  const { betas, momentum, examples, scales, illScaled } = options;
  const wrong = [...betas, momentum].find((beta) => !(0 <= beta && beta < 1));
  if (wrong !== undefined) throw new RangeError(`β is ${wrong}; give numbers from 0 to below 1.`);
  if (examples <= Math.max(scales.length, illScaled.length)) {
    throw new RangeError(`examples are ${examples}; give more than there are weights, ${scales.length}.`);
  }
}
