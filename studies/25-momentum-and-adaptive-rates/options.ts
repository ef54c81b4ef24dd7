import { list, number, numberKind, type OptionsOf, positive, whole } from "../core/index.js";

const decay = { from: 0, below: 1 };

/** A small regression; all values plain. */
export const options = {
  seeds: whole(25, "runs, each with its own minibatches", { from: 2 }),
  examples: whole(200, "of the regression"),
  batchSize: whole(4, "drawn with replacement", { from: 2 }),
  noise: number(1, "root mean square of what no weights explain", { from: 0 }),
  updates: whole(300, "of training, and of the measurement of rates", { from: 2 }),
  smoothingUpdates: whole(1000, "at fixed weights for the variance of directions; the second half counts", { from: 2 }),
  betas: list([0, 0.5, 0.8, 0.9, 0.95, 0.98], "at which the variance is measured", numberKind(decay)),
  momentum: number(0.9, "β in training", decay),
  learningRate: positive(0.05, "η in training"),
  scales: list(
    [1, 0.8, 0.6, 0.4, 0.3, 0.2],
    "root mean squares of the inputs where momentum is looked at",
    positive(1, ""),
  ),
  illScaled: list([1, 0.3, 0.1, 0.03, 0.01, 0.003], "the same where rates are looked at", positive(1, "")),
};
export type MomentumAndAdaptiveRatesOptions = OptionsOf<typeof options>;

export const quick = { seeds: 4, updates: 100, smoothingUpdates: 200 };

/** @throws RangeError where weights are not determined by the examples, or the variance is not measured at β of training */
export function check({ examples, scales, illScaled, betas, momentum }: MomentumAndAdaptiveRatesOptions): void {
  const weights = Math.max(scales.length, illScaled.length);
  if (examples <= weights) {
    throw new RangeError(`examples is ${examples}; give more than there are weights, ${weights}.`);
  }
  if (!betas.includes(momentum)) {
    throw new RangeError(`momentum is ${momentum}; give one of betas, ${betas.join(", ")}.`);
  }
}
