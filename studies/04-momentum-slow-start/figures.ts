import { type Curve, type CurvePanel, curves, type Figure } from "momenta/figures";
import {
  curveOf,
  layerCurves,
  layers,
  learnedMark,
  type SecondTask,
  tasksInWords,
} from "../common/secondTask/index.js";
import type { StudyFigure } from "../study.js";
import { labels } from "./study.js";

const x = "update of the second task";

/** Update norms of the three layers by SGD and by momentum, carried over and reset, on a linear and on a logarithmic axis. */
export function slowStartFigure(result: SecondTask): Figure {
  const row = (logarithmic: boolean): CurvePanel[] =>
    [labels.sgd, labels.carried, labels.reset].map((label, at) => ({
      heading: label,
      curves: layerCurves(result, label, "updateNorm"),
      ...(at === 0 ? { y: logarithmic ? "norm, logarithmic" : "norm of the update", logarithmic } : {}),
      marks: learnedMark(result, label),
    }));
  return curves([row(false), row(true)], { title: `Update norms on the second task, ${tasksInWords(result)}`, x });
}

/** The first updates of each layer, the methods side by side, and the loss of the batches. */
export function slowStartZoomFigure(result: SecondTask): Figure {
  const until = Math.min(30, result.options.updates);
  const all = (quantity: string): Curve[] => [
    curveOf(result, labels.sgd, quantity, { label: labels.sgd }),
    curveOf(result, labels.carried, quantity, { label: labels.carried }),
    curveOf(result, labels.reset, quantity, { label: labels.reset, line: "dashed" }),
    curveOf(result, labels.warm, quantity, { label: labels.warm, line: "dotted" }),
  ];
  const beginning = layers.map(({ layer, words }, at) => ({
    heading: words,
    curves: all(`updateNorm.${layer}`),
    ...(at === 0 ? { y: "norm of the update" } : {}),
    until,
  }));
  const loss = [
    { heading: "loss of the batch, beginning", curves: all("loss"), y: "loss, nats", until },
    { heading: "all updates, logarithmic", curves: all("loss"), y: "loss, nats", logarithmic: true },
  ];
  return curves([beginning, loss], { title: "The beginning of the second task, layer by layer, and its loss", x });
}

/** The figures of notebook 04. */
export function slowStartFigures(result: SecondTask): StudyFigure[] {
  return [
    {
      name: "04-momentum-slow-start",
      caption:
        "Norm of the updates of each layer on the second task, mean and 95 % interval, linear above and logarithmic below: SGD " +
        "starts high and decays; momentum rises to its maximum first, carried over or reset alike. The dotted line is the mean update at which the task is learned.",
      figure: slowStartFigure(result),
    },
    {
      name: "04-momentum-slow-start-zoom",
      caption:
        "The first updates of the second task layer by layer, and the loss of the batches, mean and 95 % interval. Momentum carried " +
        "over and reset lie upon each other; started at full speed it takes the largest steps first.",
      figure: slowStartZoomFigure(result),
    },
  ];
}
