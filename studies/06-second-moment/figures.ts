import { type CurvePanel, curves, type Figure } from "momenta/figures";
import { layerCurves, learnedMark, type SecondTask, tasksInWords } from "../common/secondTask/index.js";
import type { StudyFigure } from "../study.js";
import { type Measure, measures } from "./orderings.js";
import { label } from "./study.js";

const x = "update of the second task";

/** Update norms of the three layers, linear, from close by, and logarithmic; below, the same for a weight of each layer. */
export function secondMomentUpdatesFigure(result: SecondTask): Figure {
  const { update, updatePerWeight } = measures(result);
  return curves([row(result, update, "norm of the update"), row(result, updatePerWeight, "norm / √n")], {
    title: `RMSProp's updates on the second task, ${tasksInWords(result)}`,
    x,
  });
}

/** The second moment of the three layers: its norm, and its mean over the weights of a layer. */
export function secondMomentFigure(result: SecondTask): Figure {
  const { moment, momentPerWeight } = measures(result);
  const panel = (measure: Measure, y: string, logarithmic: boolean): CurvePanel => ({
    heading: `${measure.words}${logarithmic ? ", logarithmic" : ""}`,
    curves: layerCurves(result, label, measure.quantity),
    y,
    logarithmic,
    marks: learnedMark(result, label),
  });
  const both = (measure: Measure, y: string) => [panel(measure, y, false), panel(measure, y, true)];
  return curves([both(moment, "norm of s"), both(momentPerWeight, "mean of s")], {
    title: `RMSProp's second moment s on the second task, ${tasksInWords(result)}`,
    x,
  });
}

function row(result: SecondTask, { words, quantity, units }: Measure, y: string): CurvePanel[] {
  const all = layerCurves(result, label, quantity, [...units]);
  const marks = learnedMark(result, label);
  const until = Math.min(25, result.options.updates);
  return [
    { heading: words, curves: all, y, marks },
    { heading: "beginning, upper layers", curves: all.slice(1), y, until, marks },
    { heading: "logarithmic", curves: all, y, logarithmic: true, marks },
  ];
}

/** The figures of notebook 06. */
export function secondMomentFigures(result: SecondTask): StudyFigure[] {
  return [
    {
      name: "06-second-moment",
      caption:
        "RMSProp's updates on the second task, mean and 95 % interval: above the norm of each layer's update, below the same for a " +
        "weight, norm / √n. As a norm the second layer is updated more than the output layer, for a weight less.",
      figure: secondMomentUpdatesFigure(result),
    },
    {
      name: "06-second-moment-evolution",
      caption:
        "RMSProp's second moment on the second task, mean and 95 % interval: its norm above, its mean over a layer's weights below, " +
        "linear to the left, logarithmic to the right. Output above second above first layer in both; it jumps up at the first update and decays slowly.",
      figure: secondMomentFigure(result),
    },
  ];
}
