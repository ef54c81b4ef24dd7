import { Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import {
  byLayer,
  layerNames,
  learning,
  learningDifference,
  type SecondTask,
  shapeOf,
  taskHeadings,
  tasksInWords,
} from "../common/index.js";
import { labels } from "./measure/methods.js";

const published: Readonly<Record<string, string>> = {
  [labels.sgd]: "starts high, decays quickly",
  [labels.carried]: "starts very small, rises, decays",
};

/** The shape of each layer's update norms, published beside ours. */
export function shapes(result: SecondTask): Table {
  return new Table(
    `Update norms on the second task, ${tasksInWords(result)}; mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      { heading: "published" },
      { heading: "layer" },
      { heading: "first update", decimals: 3 },
      { heading: "first / largest" },
      { heading: "largest at update", decimals: 1 },
      { heading: "half of it after", decimals: 1 },
    ],
    Object.values(labels).flatMap((label) =>
      byLayer((layer, at) => {
        const { first, firstOverPeak, peakAt, halvedAfter } = shapeOf(result, label, `updateNorm.${layer}`);
        const numbers = [first, firstOverPeak, peakAt, halvedAfter].map(meanInterval);
        return [label, published[label] ?? "not shown", layerNames[at], ...numbers];
      }),
    ),
  );
}

/** Updates to criterion of each method, on the first task and on each of the second ones. */
export function updates(result: SecondTask): Table {
  return new Table(
    `Updates to criterion, mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      { heading: `first task [${result.options.firstTask.join(", ")}]`, decimals: 1 },
      ...taskHeadings(result, "second task "),
      { heading: "runs given up" },
    ],
    Object.values(labels).map((label) => [label, ...learning(result, label)]),
  );
}

/** What the slow start costs: differences in updates to criterion, paired by seed. */
export function losses(result: SecondTask): Table {
  const less = (label: string, task: number | "first") => learningDifference(result, labels.carried, label, task);
  const seconds = (label: string) => result.options.secondTasks.map((_, task) => less(label, task));
  return new Table(
    "Updates lost: difference in updates to criterion, paired by seed, with its 95 % interval; above zero the first needs more",
    [
      { heading: "momentum, carried over, against" },
      { heading: "asks" },
      { heading: "first task", decimals: 1 },
      ...taskHeadings(result),
    ],
    [
      ["reset to 0", "is it the old velocity?", undefined, ...seconds(labels.reset)],
      ["a start at full speed", "is it the rise from 0?", less(labels.warm, "first"), ...seconds(labels.warm)],
      ["SGD of the same effective rate", "is momentum slower?", less(labels.sgd, "first"), ...seconds(labels.sgd)],
    ],
  );
}
