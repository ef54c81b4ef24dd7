import type { Figure, LineMark, Panel } from "momenta/figures";
import {
  courseLine,
  courseOf,
  drawCourses,
  drawUpdates,
  layerLines,
  learnedRule,
  looks,
  type SecondTask,
  tasksInWords,
} from "../common/index.js";
import { labels } from "./measure/methods.js";

export const figures = {
  main: {
    caption:
      "Norm of Adam's updates (above) and of its first moment (below) on the second task, mean and 95 % interval: all updates, " +
      "the beginning, and on a logarithmic axis. The first moment rises over a handful of updates, then decays.",
    draw: drawMoment,
  },
  "sgd-adam": {
    caption:
      "Norm of the updates of SGD and of Adam on the second task, mean and 95 % interval, linear above and logarithmic below: SGD's " +
      "are largest at the first update, Adam's go on for a while. The dotted line is the mean update at which the task is learned.",
    draw: drawSgdAndAdam,
  },
  controls: {
    caption:
      "The output layer's update as a share of its largest mean, and the loss, mean and 95 % interval: Adam of the notes, " +
      "with bias correction, and without its first moment (β₁ = 0), beside SGD. Without the first moment updates die out and the task is learned soonest.",
    draw: drawControls,
  },
};

const upTo = (result: SecondTask, updates: number) =>
  ({ range: [0, Math.min(updates, result.options.updates)] }) as const;

/** Adam's update norms and the norm of its first moment in the three layers: linear, the beginning, logarithmic. */
function drawMoment(result: SecondTask): Figure {
  const row = (quantity: string, heading: string, title: string): Panel[] => {
    const marks = [...layerLines(result, labels.adam, quantity), ...learnedRule(result, labels.adam)];
    return [
      { heading, y: { title }, marks },
      { heading: "the beginning", x: upTo(result, 30), marks },
      { heading: "logarithmic", y: { title, logarithmic: true }, marks },
    ];
  };
  return drawCourses(`Adam's updates and first moment on the second task, ${tasksInWords(result)}`, result, [
    row("updateNorm", "norm of the update", "norm of the update"),
    row("firstMoment", "norm of the first moment", "norm of m"),
  ]);
}

function drawSgdAndAdam(result: SecondTask): Figure {
  return drawUpdates(`SGD and Adam on the second task, ${tasksInWords(result)}`, result, [labels.sgd, labels.adam]);
}

/** All methods: the update of the output layer as a share of its largest mean, and the loss of the batches. */
function drawControls(result: SecondTask): Figure {
  const lines = (quantity: string, unit: (label: string) => number): LineMark[] =>
    Object.values(labels).map((label) =>
      courseLine(result, label, quantity, { name: label, ...methodLooks[label] }, unit(label)),
    );
  const largest = (label: string) => Math.max(...courseOf(result, label, "updateNorm.output").mean);
  const x = upTo(result, 80);
  const panels = [
    {
      heading: "output layer, share of the largest",
      x,
      y: { title: "norm / largest" },
      marks: lines("updateNorm.output", largest),
    },
    { heading: "loss of the batch", x, y: { title: "loss, nats", logarithmic: true }, marks: lines("loss", () => 1) },
  ];
  return drawCourses("SGD, and Adam with and without bias correction and first moment", result, [panels]);
}

const methodLooks = {
  [labels.sgd]: looks.solid,
  [labels.adam]: looks.solid,
  [labels.corrected]: looks.dashed,
  [labels.withoutFirst]: looks.dotted,
} as const;
