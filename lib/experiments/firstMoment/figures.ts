import { type Curve, type CurvePanel, curves, type Figure } from "../../figures/index.js";
import { curveOf, layerCurves, learnedMark, type SecondTask, tasksInWords } from "../secondTask/index.js";
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

/** SGD and Adam side by side; below, all methods with the update of the output layer as a share of its largest mean, and the loss. */
export function sgdAgainstAdamFigure(result: SecondTask): Figure {
  const layered = (label: string): CurvePanel => ({
    heading: label,
    curves: layerCurves(result, label, "updateNorm"),
    y: "norm of the update",
    marks: learnedMark(result, label),
  });
  const all = (quantity: string, share: boolean): Curve[] =>
    Object.values(labels).map((label) => {
      const curve = curveOf(result, label, quantity, { label, line: lines[label] });
      const unit = share ? Math.max(...curve.mean) : 1;
      return curveOf(result, label, quantity, { label, line: lines[label] }, unit);
    });
  const until = Math.min(80, result.options.updates);
  return curves(
    [
      [layered(labels.sgd), layered(labels.adam)],
      [
        {
          heading: "output layer, share of the largest",
          curves: all("updateNorm.output", true),
          y: "norm / largest",
          until,
        },
        { heading: "loss of the batch", curves: all("loss", false), y: "loss, nats", logarithmic: true, until },
      ],
    ],
    { title: `SGD and Adam on the second task, ${tasksInWords(result)}`, x },
  );
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
        "SGD and Adam side by side, mean and 95 % interval; below, the output layer's update as a share of its largest mean and the " +
        "loss, with Adam as usual, bias-corrected, and without its first moment.",
      figure: sgdAgainstAdamFigure(result),
    },
  ];
}
