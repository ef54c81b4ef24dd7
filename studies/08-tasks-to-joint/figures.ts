import { chart, type Figure, type Key, type LineMark, valuesInWords } from "momenta/figures";
import type { TasksToJointLine } from "./measure/lines.js";
import { trendOf } from "./measure/trend.js";
import { linesOfNotes, type TasksToJoint } from "./result.js";

export const figures = {
  main: {
    caption:
      "Updates to learn all ten digits together after learning 0, 1, … tasks of two digits, mean and 95 % interval, the state reset at each switch. " +
      "A line that falls says that more tasks bring the network closer to the joint solution.",
    draw: drawOptimizers,
  },
  adam: {
    caption:
      "The same for Adam in the form that the notes print, without bias correction, and with it (dashed). " +
      "What the first steps after a reset do decides whether more tasks bring Adam closer to the joint solution.",
    draw: drawAdam,
  },
};

/** Updates on the joint task over the number of tasks, for the optimizers of the notes. */
function drawOptimizers(result: TasksToJoint): Figure {
  const lines = linesOfNotes(result).map((line) => ({ name: line.optimizer, mark: markOf(line) }));
  return draw(result, "Updates to the joint solution after training on 0, 1, … tasks", lines);
}

/** The same for the two forms of Adam. */
function drawAdam(result: TasksToJoint): Figure {
  const [printed, corrected] = ["as the notes print it", "with bias correction"];
  const lines = result.lines
    .filter(({ optimizer }) => optimizer === "Adam")
    .map((line) => ({ name: `Adam, ${line.biasCorrected ? corrected : printed}`, mark: markOf(line) }));
  const keys: Key[] = [
    { name: printed, dash: "solid" },
    { name: corrected, dash: "dash" },
  ];
  return draw(result, "Adam in the form of the notes, and with bias correction", lines, keys);
}

function markOf(line: TasksToJointLine): LineMark {
  const { points } = trendOf(line);
  return {
    as: "line",
    optimizer: line.optimizer,
    dash: line.biasCorrected ? "dash" : "solid",
    dots: true,
    x: points.map((_, tasks) => tasks),
    y: points,
  };
}

function draw(
  { options }: TasksToJoint,
  title: string,
  lines: readonly { readonly name: string; readonly mark: LineMark }[],
  keys: readonly Key[] = [],
): Figure {
  return chart({
    title,
    x: {
      title: `tasks learned before, state ${options.stateAtSwitch === "reset" ? "reset at each switch" : "carried over"}`,
    },
    y: { title: "updates on the joint task", logarithmic: true },
    rows: [[{ marks: lines.map(({ mark }) => mark) }]],
    keys,
    numbers: lines.map(({ name, mark }) => valuesInWords(name, mark)),
  });
}
