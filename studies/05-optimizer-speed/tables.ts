import { formatPValue, Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { round } from "../core/index.js";
import type { Neighbours } from "./measure/order.js";
import { compareBest, comparePublished, digitsInWords, type OptimizerSpeed } from "./result.js";

/** Published beside ours: the place of each method and its updates, with the published rate and with its best one. */
export function speeds(result: OptimizerSpeed): Table {
  const { options, methods, biasCorrectedAdam } = result;
  const [withPublished] = comparePublished(result);
  const withBest = compareBest(result);
  return new Table(
    `Updates on the second task, mean and 95 % interval of ${options.seeds} runs; place 1 is the slowest`,
    [
      { heading: "optimizer" },
      { heading: "published place" },
      { heading: "lr" },
      { heading: "our place" },
      ...options.secondTasks.map((second) => ({ heading: `updates on ${digitsInWords(second)}`, decimals: 1 })),
      { heading: "best lr" },
      { heading: "place with it" },
      { heading: "updates with it, fresh seeds", decimals: 1 },
      { heading: "runs given up" },
    ],
    [
      ...methods.map(({ optimizer, published, best }, at) => [
        optimizer,
        at + 1,
        published[0]?.learningRate,
        withPublished?.order.places[at],
        ...published.map(({ updates }) => meanInterval(updates)),
        round(best.learningRate, 3),
        withBest.order.places[at],
        meanInterval(best.updates),
        [...published, best].reduce((sum, { givenUp }) => sum + givenUp, 0),
      ]),
      [
        "Adam, bias-corrected",
        undefined,
        biasCorrectedAdam[0]?.learningRate,
        undefined,
        ...biasCorrectedAdam.map(({ updates }) => meanInterval(updates)),
        undefined,
        undefined,
        undefined,
        biasCorrectedAdam.reduce((sum, { givenUp }) => sum + givenUp, 0),
      ],
    ],
  );
}

/** Each method against the one that is published to be the next faster one. */
export function differences(result: OptimizerSpeed): Table {
  const { methods } = result;
  const comparisons = [...comparePublished(result), compareBest(result)];
  return new Table(
    "How many more updates the method published as slower takes, paired by seed; p adjusted by Holm's method",
    [
      { heading: "slower − faster" },
      ...comparisons.flatMap(({ name }) => [{ heading: name, decimals: 1 }, { heading: `p, ${name}` }]),
    ],
    methods.slice(1).map((faster, at) => [
      `${methods[at]?.optimizer} − ${faster.optimizer}`,
      ...comparisons.flatMap(({ order }) => {
        const { difference, pValue } = order.neighbours[at] as Neighbours;
        return [difference, formatPValue(pValue)];
      }),
    ]),
  );
}
