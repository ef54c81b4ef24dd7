import type { Figure, Panel } from "momenta/figures";
import {
  byLayer,
  courseLine,
  drawCourses,
  drawUpdates,
  layerNames,
  looks,
  type SecondTask,
  tasksInWords,
} from "../common/index.js";
import { labels } from "./measure/methods.js";

export const figures = {
  main: {
    caption:
      "Norm of the updates of each layer on the second task, mean and 95 % interval, linear above and logarithmic below: SGD " +
      "starts high and decays; momentum rises to its maximum first, carried over or reset alike. The dotted line is the mean update at which the task is learned.",
    draw: drawMethods,
  },
  zoom: {
    caption:
      "The first updates of the second task layer by layer, and the loss of the batches, mean and 95 % interval. Momentum carried " +
      "over and reset lie upon each other; started at full speed it takes the largest steps first.",
    draw: drawBeginning,
  },
};

function drawMethods(result: SecondTask): Figure {
  const title = `Update norms on the second task, ${tasksInWords(result)}`;
  return drawUpdates(title, result, [labels.sgd, labels.carried, labels.reset]);
}

/** The first updates of each layer, the methods side by side, and the loss of the batches. */
function drawBeginning(result: SecondTask): Figure {
  const x = { range: [0, Math.min(30, result.options.updates)] } as const;
  const lines = (quantity: string) => [
    courseLine(result, labels.sgd, quantity, { name: labels.sgd, ...looks.solid }),
    courseLine(result, labels.carried, quantity, { name: labels.carried, ...looks.solid }),
    courseLine(result, labels.reset, quantity, { name: labels.reset, ...looks.dashed }),
    courseLine(result, labels.warm, quantity, { name: labels.warm, ...looks.dotted }),
  ];
  const beginning = byLayer<Panel>((layer, at) => ({
    heading: layerNames[at],
    x,
    ...(at === 0 && { y: { title: "norm of the update" } }),
    marks: lines(`updateNorm.${layer}`),
  }));
  const y = { title: "loss, nats" };
  const loss = [
    { heading: "loss of the batch, beginning", x, y, marks: lines("loss") },
    { heading: "all updates, logarithmic", y: { ...y, logarithmic: true }, marks: lines("loss") },
  ];
  return drawCourses("The beginning of the second task, layer by layer, and its loss", result, [beginning, loss]);
}
