import { type Cell, Table } from "momenta/figures";
import { type Interval, meanInterval } from "momenta/statistics";
import {
  layers,
  pairedDifference,
  type SecondTask,
  shapeIn,
  taskOf,
  tasksInWords,
} from "../common/secondTask/index.js";
import { labels } from "./study.js";

const adams = [labels.adam, labels.corrected] as const;

/** How Adam's first moment goes, layer by layer, beside what the notes report of it. */
export function firstMomentTable(result: SecondTask): Table {
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
    adams.flatMap((label) =>
      layers.map(({ layer, words }) => {
        const { firstOverPeak, peakAt, halvedAfter, notHalved } = shapeIn(result, label, `firstMoment.${layer}`);
        const published = label === labels.adam ? "increases, takes a while to go down" : "not shown";
        return [
          label,
          published,
          words,
          meanInterval(firstOverPeak),
          meanInterval(peakAt),
          meanInterval(halvedAfter),
          notHalved,
        ];
      }),
    ),
  );
}

/** How long each method's updates go on, and how long it takes to learn. */
export function firstMomentDurations(result: SecondTask): Table {
  const seconds = result.options.secondTasks;
  const onTasks = (numbers: (task: number) => Cell) => seconds.map((_, task) => numbers(task));
  return new Table(
    `How long updates go on and how long learning takes, mean and 95 % interval of ${result.options.seeds} runs`,
    [
      { heading: "method" },
      ...layers.map(({ words }) => ({ heading: `updates at half of the largest or more, ${words}`, decimals: 1 })),
      { heading: "to learn the first task", decimals: 1 },
      ...seconds.map((digits) => ({ heading: `the second, [${digits.join(", ")}]`, decimals: 1 })),
      { heading: "runs given up" },
    ],
    Object.values(labels).map((label) => [
      label,
      ...layers.map(({ layer }) => meanInterval(shapeIn(result, label, `updateNorm.${layer}`).aboveHalf)),
      meanInterval(taskOf(result, label).firstTask),
      ...onTasks((task) => meanInterval(taskOf(result, label, task).secondTask)),
      seconds.reduce((sum, _, task) => sum + taskOf(result, label, task).givenUp, 0),
    ]),
  );
}

/** Adam against SGD, and Adam of the notes against its controls, paired by seed. */
export function firstMomentDifferences(result: SecondTask): Table {
  const seconds = result.options.secondTasks;
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
      ...seconds.map((digits) => ({ heading: `the second, [${digits.join(", ")}]`, decimals: 1 })),
    ],
    pairs.map(([of, less, published]) => {
      const updates = (label: string) => shapeIn(result, label, "updateNorm.output").aboveHalf;
      return [
        of,
        less,
        published,
        pairedDifference(updates(of), updates(less)),
        pairedDifference(taskOf(result, of).firstTask, taskOf(result, less).firstTask),
        ...seconds.map((_, task) => learningDifference(result, of, less, task)),
      ];
    }),
  );
}

/** Updates to criterion on the second task of one method less those of another, paired by seed. */
export function learningDifference(result: SecondTask, of: string, less: string, task = 0): Interval {
  return pairedDifference(taskOf(result, of, task).secondTask, taskOf(result, less, task).secondTask);
}
