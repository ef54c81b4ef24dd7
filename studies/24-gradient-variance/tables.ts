import { formatInterval, Table } from "momenta/figures";
import { last } from "../core/index.js";
import { clusteredByBatch, type GradientVariance } from "./result.js";

/** Speed, cost and spread of each way of K-means. */
export function kmeansTable(result: GradientVariance): Table {
  return new Table(
    `K-means of ${result.options.clusterRuns} starts; batch ends at ${formatInterval(last(clusteredByBatch(result).costs), 3)}`,
    [
      { heading: "how far a centre goes" },
      { heading: "minibatch" },
      { heading: "passes to within 5 % of its end" },
      { heading: "cost above batch" },
      { heading: "standard deviation between runs" },
    ],
    result.kmeans.records.map(({ rule, minibatch, arrival, aboveBatch, spread }) => [
      rule === "batch" ? "to the mean" : rule,
      rule === "batch" ? "all points" : minibatch,
      formatInterval(arrival, 2),
      rule === "batch" ? "–" : formatInterval(aboveBatch, 3),
      formatInterval(spread, 3),
    ]),
  );
}

/** The powers of k and b that the loss follows. */
export function ratesTable({ rates }: GradientVariance): Table {
  return new Table(
    "Powers that the loss |w|^p / p follows, each number of updates with its best rate",
    [
      { heading: "p" },
      { heading: "of k, b = 1" },
      { heading: "of k, b = 256" },
      { heading: "of b" },
      { heading: "closed form −p / (2p − 2)", decimals: 3 },
    ],
    rates.slopes.map(({ power, overUpdates, overUpdatesOfLargest, overBatch, expected }) => [
      power,
      formatInterval(overUpdates, 2),
      formatInterval(overUpdatesOfLargest, 2),
      formatInterval(overBatch, 3),
      expected,
    ]),
  );
}
