import { type Figure, formatInterval, formatNumber, lines, Table } from "momenta/figures";
import { pairedTTest } from "momenta/statistics";
import type { Check, Verdict } from "../study.js";
import { scores, trendOf } from "./summary.js";
import type { TasksToJoint, TasksToJointLine } from "./tasksToJoint.js";

function nameOf({ optimizer, biasCorrected }: TasksToJointLine): string {
  return biasCorrected ? `${optimizer}, bias-corrected` : optimizer;
}

/** What the notes' figure shows of each optimizer, in words. */
const published: Readonly<Record<string, string>> = {
  SGD: "falls, mostly",
  "SGD + momentum": "the least consistent",
  Adam: "falls, mostly",
  RMSProp: "falls, the smoothest",
  Adadelta: "flat, and very fast",
};

/** How updates on the joint task change with the number of tasks before it: a row a line, published in words beside it. */
export function tasksToJointTable({ options, lines: all }: TasksToJoint): Table {
  return new Table(
    `Updates to the joint solution, mean and 95 % interval of ${options.seeds} runs. Monotonicity −1: every further task lowers them`,
    [
      { heading: "optimizer" },
      { heading: "published" },
      { heading: "after 0 tasks", decimals: 0 },
      { heading: `after ${options.tasks.length}`, decimals: 0 },
      { heading: "after / before" },
      { heading: "monotonicity of a run" },
      { heading: "of the means" },
      { heading: "runs given up" },
    ],
    all.map((line) => {
      const { points, ratio, monotonicity, ofMeans } = trendOf(line);
      return [
        nameOf(line),
        line.biasCorrected ? undefined : published[line.optimizer],
        points[0],
        points.at(-1),
        ratio,
        monotonicity,
        ofMeans,
        line.givenUp,
      ];
    }),
  );
}

/** Updates on the joint task over the number of tasks, for the optimizers of the notes. */
export function tasksToJointFigure(result: TasksToJoint): Figure {
  return lines(mainLines(result).map(drawn), {
    ...text(result),
    title: "Updates to the joint solution after training on 0, 1, … tasks",
  });
}

/** The same for the two forms of Adam. */
export function tasksToJointOfAdamFigure(result: TasksToJoint): Figure {
  const forms = result.lines.filter(({ optimizer }) => optimizer === "Adam");
  return lines(forms.map(drawn), {
    ...text(result),
    title: "Adam in the form of the notes, and with bias correction",
    whole: "as the notes print it",
    dashed: "with bias correction",
  });
}

function text({ options }: TasksToJoint) {
  return {
    x: `tasks learned before, state ${options.stateAtSwitch === "reset" ? "reset at each switch" : "carried over"}`,
    y: "updates on the joint task",
    logarithmic: { y: true },
    dots: true,
  };
}

function drawn(line: TasksToJointLine) {
  return {
    optimizer: line.optimizer,
    dashed: line.biasCorrected,
    points: trendOf(line).points.map((y, x) => ({ x, y })),
  };
}

/** The optimizers of the notes. */
function mainLines({ lines: all }: TasksToJoint): TasksToJointLine[] {
  return all.filter(({ biasCorrected }) => !biasCorrected);
}

/** What the notes say of their figure, each with whether it holds. */
export function tasksToJointChecks(result: TasksToJoint): Check[] {
  const main = mainLines(result).map((line) => ({ line, trend: trendOf(line) }));
  const named = (name: string) => main.find(({ line }) => line.optimizer === name) as (typeof main)[0];
  const others = (name: string) => main.filter(({ line }) => line.optimizer !== name);
  const saving = main.filter(({ trend }) => trend.ratio.upper < 1);
  const list = (entries: typeof main) => entries.map(({ line }) => line.optimizer).join(", ") || "none";
  const score = ({ trend }: (typeof main)[0]) => formatInterval(trend.monotonicity);
  /** Whether one line is beyond doubt steadier in falling than another. */
  const steadier = (one: (typeof main)[0], other: (typeof main)[0]) =>
    pairedTTest(scores(one.line), scores(other.line)).difference.upper < 0;
  const [rmsprop, momentum, adadelta] = [named("RMSProp"), named("SGD + momentum"), named("Adadelta")];
  const slower = others("Adadelta").filter(({ trend }) => trend.average > adadelta.trend.average);
  return [
    {
      claim: `training on all tasks saves updates with most optimizers: with ${list(saving)}`,
      holds: saving.length > main.length / 2,
    },
    {
      claim: `RMSProp falls the most steadily: monotonicity ${score(rmsprop)}; of the others ${others("RMSProp")
        .map((other) => `${other.line.optimizer} ${score(other)}`)
        .join(", ")}`,
      holds: others("RMSProp").every((other) => steadier(rmsprop, other)),
    },
    {
      claim: `SGD with momentum is the least consistent: monotonicity ${score(momentum)}, each other one's lower beyond doubt`,
      holds: others("SGD + momentum").every((other) => steadier(other, momentum)),
    },
    {
      claim: `Adadelta is insensitive to the number of tasks: after all of them it takes ${formatInterval(adadelta.trend.ratio)} times the updates`,
      holds: adadelta.trend.ratio.lower <= 1 && adadelta.trend.ratio.upper >= 1,
    },
    {
      claim: `Adadelta is very fast: ${formatNumber(adadelta.trend.average, 0)} updates on average, fewer than ${list(slower)}`,
      holds: slower.length >= 3,
    },
  ];
}

/** How many of the notes' statements hold. */
export function tasksToJointVerdict(result: TasksToJoint): Verdict {
  const checks = tasksToJointChecks(result);
  const holding = checks.filter(({ holds }) => holds).length;
  const ratios = mainLines(result).map((line) => `${line.optimizer} ${formatInterval(trendOf(line).ratio)}`);
  return {
    answer: holding === checks.length ? "agrees" : holding === 0 ? "disagrees" : "depends",
    published:
      "updates mostly fall with the number of tasks: smoothly with RMSProp, the least consistently with SGD + momentum, hardly with Adadelta, which is very fast",
    ours: `${holding} of ${checks.length} statements hold; updates after ${result.options.tasks.length} tasks over updates after none: ${ratios.join(", ")}`,
  };
}
