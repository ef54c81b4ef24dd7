import { Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import {
  byLayer,
  inWords,
  layerNames,
  layerSizes,
  type SecondTask,
  shapeOf,
  taskHeadings,
  taskOf,
  tasksInWords,
} from "../common/index.js";
import { label } from "./measure/methods.js";
import { type Layer, layerRatio, type Measure, measures } from "./ratios.js";

/** The orderings that the notes report beside ours: ratios of layers, for a layer as a whole and for a weight of it. */
export function orders(result: SecondTask): Table {
  const { update, updatePerWeight, moment, momentPerWeight } = measures(result);
  const { beginning, updates, seeds, secondTasks } = result.options;
  const rows: readonly [string, string, Measure, "beginning" | "overall", Layer, Layer][] = [
    ["update, beginning", "second > output", update, "beginning", "second", "output"],
    ["update, beginning", "second > output", updatePerWeight, "beginning", "second", "output"],
    ["update, all", "first, second > output", update, "overall", "second", "output"],
    ["update, all", "first, second > output", update, "overall", "first", "output"],
    ["update, all", "first, second > output", updatePerWeight, "overall", "second", "output"],
    ["update, all", "first, second > output", updatePerWeight, "overall", "first", "output"],
    ["second moment", "output > second", moment, "overall", "output", "second"],
    ["second moment", "output > second", momentPerWeight, "overall", "output", "second"],
    ["second moment", "second > first", moment, "overall", "second", "first"],
    ["second moment", "second > first", momentPerWeight, "overall", "second", "first"],
  ];
  return new Table(
    `Orderings of the layers: ratio of the means over the first ${beginning} or all ${updates} updates, geometric mean and 95 % interval of ${seeds} runs`,
    [
      { heading: "of" },
      { heading: "published" },
      { heading: "measured by" },
      { heading: "ratio" },
      ...taskHeadings(result).map(({ heading }) => ({ heading })),
    ],
    rows.map(([what, published, measure, when, over, under]) => [
      what,
      published,
      measure.words,
      `${over} / ${under}`,
      ...secondTasks.map((_, task) => layerRatio(result, measure, when, over, under, task)),
    ]),
  );
}

/** Each layer on its own: its size, its first update for a weight, and how its second moment changes. */
export function layers(result: SecondTask): Table {
  const sizes = layerSizes(result.options);
  return new Table(
    `The second moment of each layer on the second task, ${tasksInWords(result)}; learned after ${inWords(taskOf(result, label).secondTask)} updates`,
    [
      { heading: "layer" },
      { heading: "weights" },
      { heading: "first update for a weight", decimals: 4 },
      { heading: "largest at update", decimals: 1 },
      { heading: "first / largest" },
      { heading: "half of it after", decimals: 1 },
      { heading: "never halved, runs" },
      { heading: "variation: sd / mean" },
    ],
    byLayer((layer, at) => {
      const { first } = shapeOf(result, label, `updateNorm.${layer}`);
      const { peakAt, firstOverPeak, halvedAfter, notHalved, variation } = shapeOf(
        result,
        label,
        `secondMoment.${layer}`,
      );
      return [
        layerNames[at],
        sizes[at],
        meanInterval(first.map((norm) => norm / Math.sqrt(sizes[at]))),
        meanInterval(peakAt),
        meanInterval(firstOverPeak),
        meanInterval(halvedAfter),
        notHalved,
        meanInterval(variation),
      ];
    }),
  );
}
