import {
  holm,
  type Interval,
  kendall,
  mean,
  type PairedTTest,
  pairedTTest,
  quantile,
  standardDeviation,
} from "momenta/statistics";
import { bootstrapMeans } from "../../common/index.js";

/** How an order that was found compares with the one that was published. */
export interface Order {
  /** The place of each method, 1 for the slowest, in the order published. */
  readonly places: readonly number[];
  /** Kendall's τ of the methods' means and their published places, with the 95 % interval of a bootstrap over seeds. */
  readonly correlation: Interval;
  /** The share of the bootstrap's samples in which the order is exactly the published one. */
  readonly exactly: number;
  /** Each method against the next one, which is published to be faster; a positive difference agrees. */
  readonly neighbours: readonly Neighbours[];
}

/** Two methods that follow each other in the published order. */
export interface Neighbours {
  /** Which they are, from 0. */
  readonly slower: number;
  /** Updates of the slower less those of the faster, run for run. */
  readonly difference: PairedTTest["difference"];
  /** Two-sided, adjusted by Holm's method for the number of pairs. */
  readonly pValue: number;
}

/**
 * The order of methods by their mean updates against the published one.
 *
 * @param updates `updates[method][seed]`, methods in the published order, the slowest first, seeds the same for all
 */
export function orderOf(updates: readonly (readonly number[])[]): Order {
  const slowness = updates.map((_, at) => updates.length - at);
  const correlation = (means: readonly number[]) =>
    standardDeviation(means) === 0 ? 0 : kendall(means, slowness).estimate;
  const means = updates.map(mean);
  const samples = bootstrapMeans(updates);
  const correlations = samples.map(correlation);
  const tests = updates.slice(1).map((faster, at) => pairedTTest(updates[at] as readonly number[], faster));
  const pValues = holm(tests.map(({ pValue }) => pValue));
  return {
    places: means.map((value) => 1 + means.filter((other) => other > value).length),
    correlation: {
      estimate: correlation(means),
      lower: quantile(correlations, 0.025),
      upper: quantile(correlations, 0.975),
    },
    exactly: mean(correlations.map((value) => (value === 1 ? 1 : 0))),
    neighbours: tests.map(({ difference }, at) => ({ slower: at, difference, pValue: pValues[at] as number })),
  };
}
