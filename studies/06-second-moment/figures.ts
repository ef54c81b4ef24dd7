import type { Figure, Panel } from "momenta/figures";
import { drawCourses, layerLines, learnedRule, type SecondTask, tasksInWords } from "../common/index.js";
import { label } from "./measure/methods.js";
import { type Measure, measures } from "./ratios.js";

export const figures = {
  main: {
    caption:
      "RMSProp's updates on the second task, mean and 95 % interval: above the norm of each layer's update, below the same for a " +
      "weight, norm / √n. As a norm the second layer is updated more than the output layer, for a weight less.",
    draw: drawUpdateSizes,
  },
  evolution: {
    caption:
      "RMSProp's second moment on the second task, mean and 95 % interval: its norm above, its mean over a layer's weights below, " +
      "linear to the left, logarithmic to the right. Output above second above first layer in both; it jumps up at the first update and decays slowly.",
    draw: drawMoments,
  },
};

/** Update norms of the three layers, linear, from close by, and logarithmic; below, the same for a weight of each layer. */
function drawUpdateSizes(result: SecondTask): Figure {
  const { update, updatePerWeight } = measures(result);
  const rule = learnedRule(result, label);
  const row = ({ words, quantity, units }: Measure, title: string): Panel[] => {
    const lines = layerLines(result, label, quantity, units);
    const x = { range: [0, Math.min(25, result.options.updates)] } as const;
    return [
      { heading: words, y: { title }, marks: [...lines, ...rule] },
      { heading: "beginning, upper layers", x, y: { title }, marks: [...lines.slice(1), ...rule] },
      { heading: "logarithmic", y: { title, logarithmic: true }, marks: [...lines, ...rule] },
    ];
  };
  return drawCourses(`RMSProp's updates on the second task, ${tasksInWords(result)}`, result, [
    row(update, "norm of the update"),
    row(updatePerWeight, "norm / √n"),
  ]);
}

/** The second moment of the three layers: its norm, and its mean over the weights of a layer. */
function drawMoments(result: SecondTask): Figure {
  const { moment, momentPerWeight } = measures(result);
  const row = ({ words, quantity }: Measure, title: string): Panel[] => {
    const marks = [...layerLines(result, label, quantity), ...learnedRule(result, label)];
    return [
      { heading: words, y: { title }, marks },
      { heading: `${words}, logarithmic`, y: { title, logarithmic: true }, marks },
    ];
  };
  return drawCourses(`RMSProp's second moment s on the second task, ${tasksInWords(result)}`, result, [
    row(moment, "norm of s"),
    row(momentPerWeight, "mean of s"),
  ]);
}
