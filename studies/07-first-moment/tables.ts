import { Table } from "momenta/figures";
import { differenceInterval, meanInterval } from "momenta/statistics";
import {
  byLayer,
  inLayers,
  layerNames,
  learning,
  learningDifference,
  type SecondTask,
  shapeOf,
  taskHeadings,
  tasksInWords,
} from "../common/index.js";
import { labels } from "./measure/methods.js";

/** The course of Adam's first moment, layer by layer, beside what the notes report of it. */
export function moments(result: SecondTask): Table {
  const published = { [labels.adam]: "increases, takes a while to go down", [labels.corrected]: "not shown" };
  return new Table(
    `Norm of the first moment on the second task, ${tasksInWords(result)}; mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      { heading: "published" },
      { heading: "layer" },
      { heading: "first / largest" },
      { heading: "largest at update", decimals: 1 },
      { heading: "half of it after", decimals: 1 },
      { heading: "never halved, runs" },
    ],
    Object.entries(published).flatMap(([label, words]) =>
      byLayer((layer, at) => {
        const { firstOverPeak, peakAt, halvedAfter, notHalved } = shapeOf(result, label, `firstMoment.${layer}`);
        return [label, words, layerNames[at], ...[firstOverPeak, peakAt, halvedAfter].map(meanInterval), notHalved];
      }),
    ),
  );
}

/** For how long each method's updates go on, and how long it takes to learn. */
export function durations(result: SecondTask): Table {
  return new Table(
    `How long updates go on and how long learning takes, mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      ...layerNames.map((layer) => ({ heading: `updates at half of the largest or more, ${layer}`, decimals: 1 })),
      { heading: "to learn the first task", decimals: 1 },
      ...taskHeadings(result, "the second, "),
      { heading: "runs given up" },
    ],
    Object.values(labels).map((label) => [
      label,
      ...inLayers(result, label, "updateNorm", "aboveHalf").map(meanInterval),
      ...learning(result, label),
    ]),
  );
}

/** Adam against SGD, and Adam of the notes against its controls, paired by seed. */
export function differences(result: SecondTask): Table {
  const pairs = [
    [labels.adam, labels.sgd, "Adam takes longer"],
    [labels.corrected, labels.sgd, "Adam takes longer"],
    [labels.adam, labels.corrected, "not shown"],
    [labels.adam, labels.withoutFirst, "longer, for its momentum"],
  ] as const;
  return new Table(
    "Differences paired by seed, with the 95 % interval; above zero the first of the two takes longer",
    [
      { heading: "of" },
      { heading: "less" },
      { heading: "published" },
      { heading: "updates at half or more, output layer", decimals: 1 },
      { heading: "to learn the first task", decimals: 1 },
      ...taskHeadings(result, "the second, "),
    ],
    pairs.map(([method, less, published]) => {
      const [updates, other] = [method, less].map((label) => shapeOf(result, label, "updateNorm.output").aboveHalf);
      return [
        method,
        less,
        published,
        differenceInterval(updates as number[], other as number[]),
        learningDifference(result, method, less, "first"),
        ...result.options.secondTasks.map((_, task) => learningDifference(result, method, less, task)),
      ];
    }),
  );
}
