import { Table } from "momenta/figures";
import { meanInterval } from "momenta/statistics";
import { layers, type SecondTask, shapeIn, taskOf, tasksInWords } from "../common/secondTask/index.js";
import { updatesLost, updatesLostAtFirst } from "./comparisons.js";
import { labels } from "./study.js";

const published: Readonly<Record<string, string>> = {
  [labels.sgd]: "starts high, decays quickly",
  [labels.carried]: "starts very small, rises, decays",
};

/** How the updates of each layer go, published beside ours. */
export function slowStartTable(result: SecondTask): Table {
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
      layers.map(({ layer, words }) => {
        const shape = shapeIn(result, label, `updateNorm.${layer}`);
        const [first, share, peak, halved] = [shape.first, shape.firstOverPeak, shape.peakAt, shape.halvedAfter].map(
          (values) => meanInterval(values),
        );
        return [label, published[label] ?? "not shown", words, first, share, peak, halved];
      }),
    ),
  );
}

/** Updates to criterion of each method, on the first task and on each of the second ones. */
export function slowStartUpdates(result: SecondTask): Table {
  const seconds = result.options.secondTasks;
  return new Table(
    `Updates to criterion, mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      { heading: `first task [${result.options.firstTask.join(", ")}]`, decimals: 1 },
      ...seconds.map((digits) => ({ heading: `second task [${digits.join(", ")}]`, decimals: 1 })),
      { heading: "runs given up" },
    ],
    Object.values(labels).map((label) => [
      label,
      meanInterval(taskOf(result, label).firstTask),
      ...seconds.map((_, task) => meanInterval(taskOf(result, label, task).secondTask)),
      seconds.reduce((sum, _, task) => sum + taskOf(result, label, task).givenUp, 0),
    ]),
  );
}

/** What the slow start costs: differences in updates to criterion, paired by seed. */
export function slowStartLosses(result: SecondTask): Table {
  const seconds = result.options.secondTasks.map((_, task) => updatesLost(result, task));
  const first = updatesLostAtFirst(result);
  return new Table(
    "Updates lost: difference in updates to criterion, paired by seed, with its 95 % interval; above zero the first needs more",
    [
      { heading: "momentum, carried over, against" },
      { heading: "asks" },
      { heading: "first task", decimals: 1 },
      ...result.options.secondTasks.map((digits) => ({ heading: `[${digits.join(", ")}]`, decimals: 1 })),
    ],
    [
      ["reset to 0", "is it the old velocity?", undefined, ...seconds.map(({ reset }) => reset)],
      ["a start at full speed", "is it the rise from 0?", first.warm, ...seconds.map(({ warm }) => warm)],
      ["SGD of the same effective rate", "is momentum slower?", first.sgd, ...seconds.map(({ sgd }) => sgd)],
    ],
  );
}
