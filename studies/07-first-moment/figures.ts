import { type Curve, type CurvePanel, curves, type Figure } from "momenta/figures";
import { curveOf, layerCurves, learnedMark, type SecondTask, tasksInWords } from "../common/secondTask/index.js";
import type { StudyFigure } from "../study.js";
import { labels } from "./study.js";

const x = "update of the second task";

/** Adam's update norms and the norm of its first moment in the three layers: linear, the beginning, logarithmic. */
export function firstMomentFigure(result: SecondTask): Figure {
  const row = (quantity: string, words: string, y: string): CurvePanel[] => {
    const panel = {
      curves: layerCurves(result, labels.adam, quantity),
      marks: learnedMark(result, labels.adam),
    };
    return [
      { ...panel, heading: words, y },
      { ...panel, heading: "the beginning", until: Math.min(30, result.options.updates) },
      { ...panel, heading: "logarithmic", y, logarithmic: true },
    ];
  };
  return curves(
    [
      row("updateNorm", "norm of the update", "norm of the update"),
      row("firstMoment", "norm of the first moment", "norm of m"),
    ],
    { title: `Adam's updates and first moment on the second task, ${tasksInWords(result)}`, x },
  );
}

/** SGD and Adam side by side, on a linear and on a logarithmic axis. */
export function sgdAgainstAdamFigure(result: SecondTask): Figure {
  const row = (logarithmic: boolean): CurvePanel[] =>
    [labels.sgd, labels.adam].map((label, at) => ({
      heading: label,
      curves: layerCurves(result, label, "updateNorm"),
      ...(at === 0 ? { y: logarithmic ? "norm, logarithmic" : "norm of the update", logarithmic } : {}),
      marks: learnedMark(result, label),
    }));
  return curves([row(false), row(true)], { title: `SGD and Adam on the second task, ${tasksInWords(result)}`, x });
}

/** All methods: the update of the output layer as a share of its largest mean, and the loss of the batches. */
export function adamControlsFigure(result: SecondTask): Figure {
  const all = (quantity: string, share: boolean): Curve[] =>
    Object.values(labels).map((label) => {
      const curve = curveOf(result, label, quantity, { label, line: lines[label] });
      const unit = share ? Math.max(...curve.mean) : 1;
      return curveOf(result, label, quantity, { label, line: lines[label] }, unit);
    });
  const until = Math.min(80, result.options.updates);
  const updates = all("updateNorm.output", true);
  const panels = [
    { heading: "output layer, share of the largest", curves: updates, y: "norm / largest", until },
    { heading: "loss of the batch", curves: all("loss", false), y: "loss, nats", logarithmic: true, until },
  ];
  return curves([panels], { title: "SGD, and Adam with and without bias correction and first moment", x });
}

const lines = {
  [labels.sgd]: "solid",
  [labels.adam]: "solid",
  [labels.corrected]: "dashed",
  [labels.withoutFirst]: "dotted",
} as const;

/** The figures of notebook 07. */
export function firstMomentFigures(result: SecondTask): StudyFigure[] {
  return [
    {
      name: "07-first-moment",
      caption:
        "Norm of Adam's updates (above) and of its first moment (below) on the second task, mean and 95 % interval: all updates, " +
        "the beginning, and on a logarithmic axis. The first moment rises over a handful of updates, then decays.",
      figure: firstMomentFigure(result),
    },
    {
      name: "07-first-moment-sgd-adam",
      caption:
        "Norm of the updates of SGD and of Adam on the second task, mean and 95 % interval, linear above and logarithmic below: SGD's " +
        "are largest at the first update, Adam's go on for a while. The dotted line is the mean update at which the task is learned.",
      figure: sgdAgainstAdamFigure(result),
    },
    {
      name: "07-first-moment-controls",
      caption:
        "The output layer's update as a share of its largest mean, and the loss, mean and 95 % interval: Adam of the notes, " +
        "with bias correction, and without its first moment (β₁ = 0), beside SGD. Without the first moment updates die out and the task is learned soonest.",
      figure: adamControlsFigure(result),
    },
  ];
}
