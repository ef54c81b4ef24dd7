import { list, number, type OptionsOf, positive, whole, wholeKind } from "../core/index.js";

export const options = {
  seeds: whole(20, "problems of each kind", { from: 2 }),
  examples: whole(40, "n of a least-squares problem", { from: 4 }),
  weights: whole(100, "p, more than n", { from: 8 }),
  relevant: whole(5, "weights of a sparse solution that are not 0"),
  batchSize: whole(8, "examples of an update"),
  updates: whole(4000, "on least squares", { from: 100 }),
  rate: positive(0.03, "learning rate of SGD; that of SGD + momentum is a tenth"),
  firstStep: positive(0.01, "of every weight in the first update of AdaGrad, RMSProp and Adam"),
  points: whole(20, "n of a separable problem, no more than its dimensions", { from: 4 }),
  dimensions: whole(30, "of a separable problem", { from: 4 }),
  marginUpdates: whole(100_000, "on the logistic loss", { from: 100 }),
  degrees: number(15, "that the data turn from one rotation to the next", { above: 0, to: 90 }),
  networkUpdates: list([100, 1500], "of a network on rotated data: an early look, and a late one", wholeKind(), {
    from: 2,
    to: 2,
  }),
};
export type ImplicitBiasOptions = OptionsOf<typeof options>;

export const quick = { seeds: 2, updates: 1000, marginUpdates: 3000, networkUpdates: [50, 200], degrees: 45 };

/** @throws RangeError where there are not more weights than examples, or points than dimensions */
export function check({ examples, weights, relevant, batchSize, points, dimensions }: ImplicitBiasOptions): void {
  if (weights <= examples) throw new RangeError(`weights is ${weights}; give more than the ${examples} examples.`);
  if (relevant > weights) throw new RangeError(`relevant is ${relevant}; give at most the ${weights} weights.`);
  if (batchSize > examples) throw new RangeError(`batchSize is ${batchSize}; give at most the ${examples} examples.`);
  if (points > dimensions) throw new RangeError(`points is ${points}; give at most the ${dimensions} dimensions.`);
}
