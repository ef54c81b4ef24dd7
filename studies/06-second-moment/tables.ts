import { Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import {
  inWords,
  layerSizes,
  layers,
  type SecondTask,
  shapeIn,
  taskOf,
  tasksInWords,
} from "../common/secondTask/index.js";
import { type Measure, measures, ratioOf, valuesOf } from "./orderings.js";
import { label } from "./study.js";

/** The orderings that the notes report beside ours: ratios of neighbouring layers, for a layer as a whole and for a weight of it. */
export function secondMomentTable(result: SecondTask): Table {
  const { update, updatePerWeight, moment, momentPerWeight } = measures(result);
  const { beginning } = result.options;
  const rows: readonly [string, string, Measure, "beginning" | "overall", number, number][] = [
    ["update, beginning", "second > output", update, "beginning", 1, 2],
    ["update, beginning", "second > output", updatePerWeight, "beginning", 1, 2],
    ["update, all", "first, second > output", update, "overall", 1, 2],
    ["update, all", "first, second > output", update, "overall", 0, 2],
    ["update, all", "first, second > output", updatePerWeight, "overall", 1, 2],
    ["update, all", "first, second > output", updatePerWeight, "overall", 0, 2],
    ["second moment", "output > second", moment, "overall", 2, 1],
    ["second moment", "output > second", momentPerWeight, "overall", 2, 1],
    ["second moment", "second > first", moment, "overall", 1, 0],
    ["second moment", "second > first", momentPerWeight, "overall", 1, 0],
  ];
  const names = ["first", "second", "output"];
  return new Table(
    `Orderings of the layers: ratio of the means over the first ${beginning} or all ${result.options.updates} updates, geometric mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "of" },
      { heading: "published" },
      { heading: "measured by" },
      { heading: "ratio" },
      ...result.options.secondTasks.map((digits) => ({ heading: `[${digits.join(", ")}]` })),
    ],
    rows.map(([what, published, measure, when, over, under]) => [
      what,
      published,
      measure.words,
      `${names[over]} / ${names[under]}`,
      ...result.options.secondTasks.map((_, task) => ratioOf(valuesOf(result, measure, when, task), over, under)),
    ]),
  );
}

/** Each layer on its own: its size, its first update for a weight, and how its second moment changes. */
export function secondMomentLayers(result: SecondTask): Table {
  const sizes = layerSizes(result.options.hidden);
  const first = valuesOf(result, measures(result).updatePerWeight, "first");
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
    layers.map(({ layer, words }, at) => {
      const shape = shapeIn(result, label, `secondMoment.${layer}`);
      return [
        words,
        sizes[at],
        meanInterval(first[at] as readonly number[]),
        meanInterval(shape.peakAt),
        meanInterval(shape.firstOverPeak),
        meanInterval(shape.halvedAfter),
        shape.notHalved,
        meanInterval(shape.variation),
      ];
    }),
  );
}
